package io.ecroperator.interning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentValuesTest {

    private final RecentValues values = new RecentValues(4_096);

    @Test
    void shouldGiveTheValueThatIsHereWhenAnEqualOneComes() {
        // Given
        String first = values.shared(copyOf("InSync"));

        // When
        String second = values.shared(copyOf("InSync"));

        // Then
        assertThat(second).isSameAs(first);
    }

    @Test
    void shouldGiveEachValueItselfWhateverElseIsHere() {
        // Given
        List<String> many =
                IntStream.range(0, 20_000).mapToObj(number -> "api-" + number).toList();

        // When
        List<String> shared = many.stream().map(values::shared).toList();

        // Then
        assertThat(shared).isEqualTo(many);
    }

    @Test
    void shouldHoldFewCopiesOfWhatComesAgainAmongMuchThatDoesNot() {
        // Given
        Set<String> copies = Collections.newSetFromMap(new IdentityHashMap<>());

        // When
        for (int object = 0; object < 1_000; object++) {
            for (int field = 0; field < 10; field++) {
                values.shared("unlike-" + object + "-" + field);
            }
            copies.add(values.shared(copyOf("InSync")));
        }

        // Then
        assertThat(copies).hasSizeLessThan(10);
    }

    @Test
    void shouldTellAListFromAnotherKindOfList() {
        // Given
        List<String> list = values.shared(new ArrayList<>(List.of("pull")));

        // When
        List<String> other = values.shared(List.of("pull"));

        // Then
        assertThat(other).isEqualTo(list).isNotSameAs(list);
    }

    @Test
    void shouldRefuseANumberOfPlacesThatItCannotCountIn() {
        assertThatThrownBy(() -> new RecentValues(100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldLeaveNothingNothing() {
        // When
        String shared = values.shared(null);

        // Then
        assertThat(shared).isNull();
    }

    /** As it would come from a parser. */
    private static String copyOf(String text) {
        return new String(text.toCharArray());
    }
}
