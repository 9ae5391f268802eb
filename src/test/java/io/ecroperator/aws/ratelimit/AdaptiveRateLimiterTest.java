package io.ecroperator.aws.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
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
}
