package io.ecroperator.aws.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecroperator.aws.ratelimit.ThrottlingService.Client;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limiter makes of limits and of chance, in virtual time. */
class RateEstimateTest {

    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CALLERS = 30;

    @ParameterizedTest(name = "{0}/s, burst {1}")
    @CsvSource({"2, 2", "2, 10", "5, 5", "5, 25", "20, 20", "20, 100", "100, 100", "100, 500"})
    void shouldUseATokenBucketWithFewRefusals(double perSecond, double burst) {
        // Given
        ThrottlingService service = new ThrottlingService(new TokenBucket(perSecond, burst), LATENCY);
        Client client = service.client(CALLERS);
        service.run(MINUTE);

        // When
        service.run(HOUR);

        // Then
        assertThat(client.totals().passedPerSecond()).isGreaterThanOrEqualTo(0.9 * perSecond);
        assertThat(client.totals().refusedShare()).isLessThanOrEqualTo(0.1);
    }

    @ParameterizedTest(name = "{0}/s, burst {1}")
    @CsvSource({"2, 10", "5, 5", "5, 25", "20, 20", "20, 100", "100, 100", "100, 500"})
    void shouldUseWhatIsLeftOfATokenBucketThatAnotherClientUsesToo(double perSecond, double burst) {
        // Given
        ThrottlingService service = new ThrottlingService(new TokenBucket(perSecond, burst), LATENCY);
        Client client = service.client(CALLERS);
        service.stubborn(perSecond / 2);
        service.run(MINUTE);

        // When
        service.run(HOUR);

        // Then
        assertThat(client.totals().passedPerSecond()).isGreaterThanOrEqualTo(0.9 * perSecond / 2);
        assertThat(client.totals().refusedShare()).isLessThanOrEqualTo(0.1);
    }

    @ParameterizedTest(name = "{0}/s, burst {1}")
    @CsvSource({"2, 2", "2, 10", "5, 5", "5, 25", "20, 20", "20, 100", "100, 100", "100, 500"})
    void shouldShareATokenBucketWithItsLike(double perSecond, double burst) {
        // Given
        ThrottlingService service = new ThrottlingService(new TokenBucket(perSecond, burst), LATENCY);
        Client one = service.client(CALLERS);
        Client other = service.client(8);
        service.run(MINUTE);

        // When
        service.run(HOUR);

        // Then
        int passed = one.totals().passed() + other.totals().passed();
        int refused = one.totals().refused() + other.totals().refused();
        assertThat((double) passed / HOUR.toSeconds()).isGreaterThanOrEqualTo(0.9 * perSecond);
        assertThat((double) refused / (passed + refused)).isLessThanOrEqualTo(0.1);
    }

    /** Where each has a request per second, and what one learns is mostly what the other does. */
    @ParameterizedTest(name = "{0}/s, burst {1}")
    @CsvSource({"2, 2", "2, 10"})
    void shouldHaveFewRefusalsWhenTwoShareTheSmallestBucketWhateverTheirChances(double perSecond, double burst) {
        // When
        double[] refused = IntStream.range(0, 100)
                .mapToDouble(seed -> refusedToTwo(new TokenBucket(perSecond, burst), seed))
                .toArray();

        // Then
        assertThat(Arrays.stream(refused).average().orElseThrow()).isLessThanOrEqualTo(0.065);
        assertThat(Arrays.stream(refused).max().orElseThrow()).isLessThanOrEqualTo(0.12);
    }

    /** Of a hundred operators, each with 200 repositories to create by three calls each. */
    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {50, 200})
    void shouldTakeAtMostTwiceTheTimeWhenThirtyPercentAreRefusedAtRandom(int latencyMillis) {
        // Given
        Duration latency = Duration.ofMillis(latencyMillis);
        double undisturbed = seconds(now -> true, latency);

        // When
        double[] disturbed = IntStream.range(0, 100)
                .mapToDouble(seed -> seconds(Grant.refusing(0.3, seed), latency))
                .sorted()
                .toArray();

        // Then
        assertThat(Arrays.stream(disturbed).average().orElseThrow()).isLessThanOrEqualTo(2 * undisturbed);
        assertThat(disturbed[98]).isLessThanOrEqualTo(3 * undisturbed);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2, 0.3, 0.4})
    void shouldNotStarveWhenRequestsAreRefusedAtRandom(double share) {
        for (int seed = 0; seed < 10; seed++) {
            // Given
            ThrottlingService service = new ThrottlingService(Grant.refusing(share, seed), LATENCY);
            Client client = service.client(8);

            // When
            service.run(Duration.ofMinutes(10));

            // Then
            double reachable = 8 * (1 - share) / 0.05;
            assertThat(client.totals().passedPerSecond()).isGreaterThanOrEqualTo(0.75 * reachable);
        }
    }

    @Test
    void shouldFindTheLimitBehindRandomRefusals() {
        // Given
        ThrottlingService service = new ThrottlingService(Grant.refusing(0.3, 1).and(new TokenBucket(20, 20)), LATENCY);
        Client client = service.client(CALLERS);
        service.run(MINUTE);

        // When
        service.run(HOUR);

        // Then
        assertThat(client.totals().passedPerSecond()).isGreaterThanOrEqualTo(0.6 * 20);
        assertThat(client.totals().refusedShare()).isCloseTo(0.3, within(0.1));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"20, 2", "100, 5", "2, 20", "5, 100", "2, 300"})
    void shouldUseMostOfATokenBucketInTheSecondMinuteAfterItChanged(double before, double after) {
        // Given
        ThrottlingService service = new ThrottlingService(new TokenBucket(before, before), LATENCY);
        Client client = service.client(CALLERS);
        service.run(Duration.ofMinutes(5));

        // When
        service.grant(new TokenBucket(after, after));
        service.run(MINUTE);
        service.run(MINUTE);

        // Then
        assertThat(client.totals().passedPerSecond()).isGreaterThanOrEqualTo(0.85 * after);
        assertThat(client.totals().refusedShare()).isLessThanOrEqualTo(0.15);
    }

    @Test
    void shouldNeverLimitWhenNothingIsRefused() {
        // Given
        ThrottlingService service = new ThrottlingService(now -> true, LATENCY);
        Client client = service.client(CALLERS);

        // When
        service.run(MINUTE);

        // Then
        assertThat(client.totals().passedPerSecond()).isCloseTo(CALLERS / 0.05, within(10.0));
        assertThat(client.perSecond()).isInfinite();
    }

    @Test
    void shouldAskOnceInFiveSecondsWhenEverythingIsRefused() {
        // Given
        ThrottlingService service = new ThrottlingService(now -> false, LATENCY);
        Client client = service.client(CALLERS);

        // When
        service.run(MINUTE);
        ThrottlingService.Totals first = client.totals();
        service.run(MINUTE);

        // Then
        assertThat(first.refused()).isLessThanOrEqualTo(100);
        assertThat(client.totals().refused()).isLessThanOrEqualTo(13);
        assertThat(client.totals().busiestSecond()).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldBeBackWithinAMinuteWhenAnOutageEnds() {
        // Given
        ThrottlingService service = new ThrottlingService(now -> false, LATENCY);
        Client client = service.client(CALLERS);
        service.run(Duration.ofMinutes(5));

        // When
        service.grant(now -> true);
        service.run(MINUTE);

        // Then
        assertThat(client.perSecond()).isEqualTo(RateLimitSettings.defaults().cap());
    }

    @Test
    void shouldRememberTheLimitForSomeSecondsAndForgetItInTheEndWhenIdle() {
        // Given
        ThrottlingService service = new ThrottlingService(new TokenBucket(5, 5), LATENCY);
        Client client = service.client(CALLERS);
        service.run(MINUTE);
        client.wants(0);
        service.run(MINUTE);
        double learnt = client.perSecond();

        // When
        client.wants(1);
        client.callers(1);
        service.run(Duration.ofSeconds(10));
        double afterAMinute = client.perSecond();
        service.run(HOUR);
        client.wants(1);
        client.callers(1);
        service.run(Duration.ofSeconds(1));

        // Then
        assertThat(learnt).isBetween(3.0, 7.0);
        assertThat(afterAMinute).isBetween(learnt, 3 * learnt);
        assertThat(client.perSecond()).isEqualTo(RateLimitSettings.defaults().cap());
    }

    private static double refusedToTwo(Grant bucket, long seed) {
        ThrottlingService service = new ThrottlingService(bucket, LATENCY, seed);
        Client one = service.client(CALLERS);
        Client other = service.client(8);
        service.run(MINUTE);
        service.run(HOUR);
        int refused = one.totals().refused() + other.totals().refused();
        return (double) refused / (one.totals().passed() + other.totals().passed() + refused);
    }

    private static double seconds(Grant grant, Duration latency) {
        ThrottlingService service = new ThrottlingService(grant, latency);
        Client client = service.client(8);
        client.wants(600);
        service.run(HOUR);
        assertThat(client.totals().passed()).isEqualTo(600);
        return client.busy().toNanos() / 1e9;
    }
}
