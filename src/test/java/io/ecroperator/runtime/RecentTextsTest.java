package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

    private final RecentTexts texts = new RecentTexts();

    @Test
    void shouldGiveTheTextThatIsHereWhenAnEqualOneComes() {
        // Given
        String first = texts.shared(copyOf("InSync"));

        // When
        String second = texts.shared(copyOf("InSync"));

        // Then
        assertThat(second).isSameAs(first);
    }

    @Test
    void shouldGiveEachTextItselfWhateverElseIsHere() {
        // Given
        List<String> many =
                IntStream.range(0, 20_000).mapToObj(number -> "api-" + number).toList();

        // When
        List<String> shared = many.stream().map(texts::shared).toList();

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
                texts.shared("unlike-" + object + "-" + field);
            }
            copies.add(texts.shared(copyOf("InSync")));
        }

        // Then
        assertThat(copies).hasSizeLessThan(10);
    }

    @Test
    void shouldNotHoldLongTexts() {
        // Given
        String policy = "x".repeat(257);

        // When
        texts.shared(policy);

        // Then
        assertThat(texts.shared(copyOf(policy))).isNotSameAs(policy);
    }

    @Test
    void shouldLeaveNothingNothing() {
        assertThat(texts.shared(null)).isNull();
    }

    /** As it would come from a parser. */
    private static String copyOf(String text) {
        return new String(text.toCharArray());
    }
}
