package io.ecroperator.token;

import static io.ecroperator.token.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifeTest {

    /** Its hash is 0, so that it spreads nothing. */
    private static final String NO_SPREAD = "";

    @ParameterizedTest
    @CsvSource({
        "PT12H, PT6H",
        "PT1H, PT30M",
        // A clock that is six hours behind sees a life of eighteen; one that is ahead, of six.
        "PT18H, PT6H",
        "PT6H, PT3H",
        "PT0S, PT0S",
        "-PT1H, PT0S"
    })
    void shouldRotateAtHalfOfTheLifeThatIsLeft(Duration life, Duration after) {
        assertThat(new TokenLife(NOON, NOON.plus(life)).rotateAt(NO_SPREAD)).isEqualTo(NOON.plus(after));
    }

    @Test
    void shouldSpreadRotationsOverATenthAndAlwaysInTheSameWay() {
        // Given
        TokenLife life = new TokenLife(NOON, NOON.plus(Tokens.LIFE));

        // When
        Set<Instant> rotations = IntStream.range(0, 500)
                .mapToObj(number -> life.rotateAt("cluster-" + number))
                .collect(Collectors.toSet());

        // Then
        assertThat(rotations).hasSizeGreaterThan(50).allSatisfy(at -> assertThat(at)
                .isBetween(NOON.plus(Duration.ofMinutes(324)), NOON.plus(Duration.ofMinutes(360))));
        assertThat(new TokenLife(NOON, NOON.plus(Tokens.LIFE)).rotateAt("a")).isEqualTo(life.rotateAt("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, false",
        "PT5H59M59S, false",
        "PT6H, true",
        "PT13H, true",
        // adjusted, or set back
        "-PT30S, false",
        "-PT2M, true"
    })
    void shouldBeDueAtItsTimeAndWhenTheClockIsBeforeItsBirth(Duration later, boolean due) {
        assertThat(new TokenLife(NOON, NOON.plus(Tokens.LIFE)).isDue(NOON.plus(later), NO_SPREAD))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"PT11H59M59S, false", "PT12H, true"})
    void shouldExpireWhenAwsSaysSo(Duration later, boolean expired) {
        assertThat(new TokenLife(NOON, NOON.plus(Tokens.LIFE)).isExpired(NOON.plus(later)))
                .isEqualTo(expired);
    }
}
