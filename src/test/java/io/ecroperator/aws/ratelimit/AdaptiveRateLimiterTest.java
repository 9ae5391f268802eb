package io.ecroperator.aws.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AdaptiveRateLimiterTest {

    private static final String OPERATION = "DescribeRepositories";
    private static final Duration QUICK = Duration.ofMillis(1);

    private final VirtualTicker ticker = new VirtualTicker();
    private final AdaptiveRateLimiter limiter = new AdaptiveRateLimiter(RateLimitSettings.defaults(), ticker);

    @Test
    void shouldNotLimitWhenAwsHasNotThrottled() {
        // Given
        long start = ticker.nanoTime();

        // When
        for (int i = 0; i < 10_000; i++) {
            limiter.acquire(OPERATION);
            limiter.finished(OPERATION, QUICK, 1, 0);
        }

        // Then
        assertThat(ticker.nanoTime()).isEqualTo(start);
        assertThat(limiter.ratePerSecond(OPERATION)).isEmpty();
    }

    @Test
    void shouldGoOnAtTheRateSoFarWhenThrottledFirst() {
        // Given
        for (int i = 0; i < 200; i++) {
            ticker.advance(Duration.ofMillis(5));
            limiter.finished(OPERATION, QUICK, 1, 0);
        }

        // When
        limiter.finished(OPERATION, QUICK, 0, 1);

        // Then
        assertThat(limiter.ratePerSecond(OPERATION).orElseThrow()).isCloseTo(200, within(2.0));
    }

    @Test
    void shouldBeginHighWhenThrottledAtTheFirstCall() {
        // When
        limiter.finished(OPERATION, QUICK, 0, 1);

        // Then
        assertThat(limiter.ratePerSecond(OPERATION))
                .hasValue(RateLimitSettings.defaults().first());
    }

    @Test
    void shouldFallToTheFloorAndLetWaitNobodyInVainWhenNothingPasses() {
        // When
        throttleEverything();

        // Then
        assertThat(limiter.ratePerSecond(OPERATION))
                .hasValue(RateLimitSettings.defaults().floor());
    }

    @Test
    void shouldLeaveOtherOperationsAloneWhenOneIsThrottled() {
        // Given
        limiter.finished(OPERATION, QUICK, 0, 1);

        // When
        Duration waited = limiter.acquire("CreateRepository");

        // Then
        assertThat(waited).isZero();
        assertThat(limiter.ratePerSecond("CreateRepository")).isEmpty();
    }

    @Test
    void shouldCountTheRequestsThatTheSdkRepeatedWhenGivingTurns() {
        // Given
        throttleEverything();
        limiter.acquire(OPERATION);

        // When
        limiter.finished(OPERATION, QUICK, 3, 0);

        // Then
        assertThat(limiter.acquire(OPERATION)).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(16));
    }

    @Test
    void shouldRefuseTheCallWhenItsTurnIsTooFarAway() {
        // Given
        throttleEverything();

        // When
        limiter.finished(OPERATION, QUICK, 100, 0);

        // Then
        assertThatThrownBy(() -> limiter.acquire(OPERATION)).isInstanceOfSatisfying(AwsException.class, exception -> {
            assertThat(exception.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(exception.failure().code()).isEqualTo(AdaptiveRateLimiter.CLIENT_SIDE_RATE_LIMIT);
            assertThat(exception.failure().operation()).isEqualTo(OPERATION);
        });
    }

    @Test
    void shouldGiveUpTheWaitAndKeepTheFlagWhenInterrupted() {
        // Given
        limiter.finished(OPERATION, QUICK, 0, 1);
        limiter.acquire(OPERATION);
        Thread.currentThread().interrupt();

        // When
        // Then
        assertThatThrownBy(() -> limiter.acquire(OPERATION))
                .isInstanceOfSatisfying(AwsException.class, exception -> assertThat(exception.kind())
                        .isEqualTo(Kind.TRANSIENT));
        assertThat(Thread.interrupted()).isTrue();
    }

    private void throttleEverything() {
        for (int i = 0; i < 60; i++) {
            limiter.acquire(OPERATION);
            ticker.advance(QUICK);
            limiter.finished(OPERATION, QUICK, 0, 1);
        }
    }

    @Test
    void shouldSayWhatIsThrottledUntilThatIsOver() {
        // Given
        limiter.finished("PutImageTagMutability", QUICK, 1, 0);
        ticker.advance(Duration.ofSeconds(7));
        limiter.finished("TagResource", QUICK, 0, 1);
        Instant began = ticker.now();
        ticker.advance(Duration.ofMinutes(4));
        limiter.finished("DescribeRepositories", QUICK, 1, 1);
        limiter.finished("TagResource", QUICK, 1, 1);

        // Then
        assertThat(limiter.throttled())
                .satisfiesExactly(first -> assertThat(first.operation()).isEqualTo("DescribeRepositories"), second -> {
                    assertThat(second.operation()).isEqualTo("TagResource");
                    assertThat(second.since()).isEqualTo(began);
                    assertThat(second.callsPerSecond()).isBetween(0.2, 500.0);
                });

        // When
        ticker.advance(Duration.ofMinutes(5));

        // Then
        assertThat(limiter.throttled()).isEmpty();

        // When
        limiter.finished("TagResource", QUICK, 0, 1);

        // Then
        assertThat(limiter.throttled()).singleElement().satisfies(again -> assertThat(again.since())
                .isEqualTo(ticker.now()));
    }

    @Test
    void shouldStayUnderTheCeilingWithAllThatShareIt() {
        // Given
        CallCeiling ceiling = new CallCeiling();
        AdaptiveRateLimiter one = new AdaptiveRateLimiter(RateLimitSettings.defaults(), ticker, ceiling);
        AdaptiveRateLimiter other = new AdaptiveRateLimiter(RateLimitSettings.defaults(), ticker, ceiling);
        one.limit(OptionalInt.of(10));
        long start = ticker.nanoTime();

        // When
        for (int i = 0; i < 50; i++) {
            one.acquire("CreateRepository");
            other.acquire("TagResource");
        }

        // Then
        assertThat(Duration.ofNanos(ticker.nanoTime() - start))
                .as("100 calls, those of the first second at once")
                .isBetween(Duration.ofMillis(8_900), Duration.ofMillis(9_100));

        // When
        one.limit(OptionalInt.empty());
        long free = ticker.nanoTime();
        one.acquire("CreateRepository");

        // Then
        assertThat(ticker.nanoTime()).isEqualTo(free);
    }

    @Test
    void shouldFailAtOnceWhenTooManyWaitUnderTheCeiling() {
        // Given
        CallCeiling ceiling = new CallCeiling();
        ceiling.limit(OptionalInt.of(1));
        for (int i = 0; i < 31; i++) {
            ceiling.draw(ticker.nanoTime(), Duration.ofMinutes(1).toNanos());
        }
        AdaptiveRateLimiter full = new AdaptiveRateLimiter(RateLimitSettings.defaults(), ticker, ceiling);

        // Then
        assertThatThrownBy(() -> full.acquire(OPERATION)).isInstanceOfSatisfying(AwsException.class, thrown -> {
            assertThat(thrown.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(thrown.failure().message()).contains("spec.rateLimit");
        });
    }
}
