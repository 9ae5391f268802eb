package io.ecroperator.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void shouldTakeTurnsAmongOwnersAndKeepTheOrderOfEach() {
        // Given
        Turns<String> turns = Turns.unbounded();
        List.of("a1", "a2", "a3", "b1", "c1", "b2").forEach(item -> turns.add(item.substring(0, 1), item));

        // Then
        assertThat(Stream.generate(turns::next).limit(6)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
        assertThatThrownBy(turns::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldLetWhoComesLaterWaitBehindTheOthers() {
        // Given
        Turns<String> turns = Turns.unbounded();
        turns.add("a", "a1");
        turns.add("a", "a2");
        turns.add("b", "b1");

        // When
        String first = turns.next();
        turns.add("c", "c1");

        // Then
        assertThat(Stream.concat(Stream.of(first), Stream.generate(turns::next).limit(3)))
                .containsExactly("a1", "b1", "a2", "c1");
    }

    @Test
    void shouldTakeNoMoreThanItsBoundsOfOneAndOfAll() {
        // Given
        Turns<Integer> turns = new Turns<>(2, 3);

        // Then
        assertThat(turns.add("a", 1)).isTrue();
        assertThat(turns.add("a", 2)).isTrue();
        assertThat(turns.add("a", 3)).as("too much of one").isFalse();
        assertThat(turns.add("b", 4)).isTrue();
        assertThat(turns.add("c", 5)).as("too much of all").isFalse();

        // When
        turns.next();

        // Then
        assertThat(turns.add("a", 6)).isTrue();
    }
}
