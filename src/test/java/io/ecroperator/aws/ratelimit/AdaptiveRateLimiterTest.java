package io.ecroperator.aws.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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
    void shouldHalveTheMeasuredRateWhenThrottledFirst() {
        // Given
        passInOneSecond(40);

        // When
        limiter.finished(OPERATION, QUICK, 0, 1);

        // Then
        assertThat(limiter.ratePerSecond(OPERATION).orElseThrow()).isCloseTo(20, within(0.5));
    }

    @Test
    void shouldStayAtTheFloorWhenNothingPasses() {
        // Given
        // When
        limiter.finished(OPERATION, QUICK, 0, 1);

        // Then
        assertThat(limiter.ratePerSecond(OPERATION)).hasValue(1);
    }

    @Test
    void shouldDecreaseOnceWhenManyCallsOfTheSameMomentAreThrottled() {
        // Given
        passInOneSecond(40);

        // When
        for (int i = 0; i < 30; i++) {
            limiter.finished(OPERATION, Duration.ofMillis(5), 0, 1);
        }

        // Then
        assertThat(limiter.ratePerSecond(OPERATION).orElseThrow()).isCloseTo(20, within(0.5));
    }

    @Test
    void shouldReturnToTheFormerRateAfterTheRecoveryTime() {
        // Given
        passInOneSecond(40);
        limiter.finished(OPERATION, QUICK, 0, 1);

        // When
        ticker.advance(RateLimitSettings.defaults().recovery());

        // Then
        assertThat(limiter.ratePerSecond(OPERATION).orElseThrow()).isCloseTo(40, within(1.0));
    }

    @Test
    void shouldNotClimbOverTheCapWhenLeftAlone() {
        // Given
        passInOneSecond(40);
        limiter.finished(OPERATION, QUICK, 0, 1);

        // When
        ticker.advance(Duration.ofDays(1));

        // Then
        assertThat(limiter.ratePerSecond(OPERATION))
                .hasValue(RateLimitSettings.defaults().cap());
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
        limiter.finished(OPERATION, QUICK, 0, 1);
        limiter.acquire(OPERATION);

        // When
        limiter.finished(OPERATION, QUICK, 3, 0);

        // Then
        assertThat(limiter.acquire(OPERATION)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void shouldRefuseTheCallWhenItsTurnIsTooFarAway() {
        // Given
        limiter.finished(OPERATION, QUICK, 0, 1);

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

    /** Whatever AWS grants, and however many callers there are: most of it is used, and little is asked beyond it. */
    @Property(tries = 150)
    void shouldSettleNearTheCapacityWhenItIsConstant(
            @ForAll @IntRange(min = 2, max = 300) int capacity,
            @ForAll @IntRange(min = 1, max = 50) int callers,
            @ForAll @IntRange(min = 1, max = 200) int latencyMillis) {
        // Given
        ThrottlingService service = new ThrottlingService(capacity, callers, Duration.ofMillis(latencyMillis));
        double reachable = Math.min(capacity, callers * 1000.0 / latencyMillis);

        // When
        service.run(Duration.ofMinutes(1));
        ThrottlingService.Totals settled = service.run(Duration.ofMinutes(2));

        // Then
        assertThat(settled.acceptedPerSecond()).isBetween(reachable * 0.5, reachable * 1.1);
        assertThat(settled.throttledShare()).isLessThan(0.1);
        assertThat(settled.busiestSecond()).isLessThanOrEqualTo((int) Math.ceil(capacity * 1.6) + callers);
    }

    private void passInOneSecond(int calls) {
        for (int i = 0; i < calls; i++) {
            ticker.advance(Duration.ofNanos(1_000_000_000L / calls));
            limiter.acquire(OPERATION);
            limiter.finished(OPERATION, QUICK, 1, 0);
        }
    }
}
