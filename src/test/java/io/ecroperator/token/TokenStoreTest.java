package io.ecroperator.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenStoreTest {

    private static final TokenKey KEY = TokenKey.of("eu-central-1");
    private static final String SEED = "";

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final List<Runnable> calls = new ArrayList<>();
    private final List<TokenKey> told = new ArrayList<>();
    private final List<Optional<AwsFailure>> outcomes = new ArrayList<>();
    private final Set<TokenKey> inUse = new HashSet<>(Set.of(KEY));
    private Duration life = Tokens.LIFE;
    private Kind failure;
    private int minted;
    private final TokenStore store = new TokenStore(
            this::mint,
            (key, outcome) -> outcomes.add(outcome),
            new Threads(scheduler, calls::add, clock, new Random(1), Heartbeats.unwatched()));

    TokenStoreTest() {
        store.usedBy(() -> inUse);
        store.onChange(told::addAll);
    }

    @Test
    void shouldMintOnceWhenManyAsk() {
        // When
        for (int target = 0; target < 1000; target++) {
            store.request(KEY, SEED);
        }
        answer();

        // Then
        assertThat(minted).isEqualTo(1);
        assertThat(told).containsExactly(KEY);
        assertThat(store.request(KEY, SEED).token()).isPresent();
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldNotMintWhenOnlyLookedAt() {
        assertThat(store.peek(KEY)).isEqualTo(TokenState.UNKNOWN);
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldCallATokenArrivingForFiveSecondsAndNotAfterAFailure() {
        // When
        TokenState asked = store.request(KEY, SEED);
        clock.pass(Duration.ofSeconds(5));
        TokenState slow = store.peek(KEY);

        // Then
        assertThat(asked.arriving()).isTrue();
        assertThat(slow.arriving()).isFalse();

        // When
        failure = Kind.THROTTLED;
        answer();

        // Then
        assertThat(store.request(KEY, SEED).arriving()).isFalse();
    }

    @Test
    void shouldTellOfAnswersTogetherThatComeTogetherAndHoldNobodyUpForOneThatHangs() {
        // Given
        TokenKey other = TokenKey.of("us-east-1");
        store.request(KEY, SEED);
        store.request(other, SEED);

        // When
        calls.removeFirst().run();

        // Then
        assertThat(told).isEmpty();

        // When
        scheduler.pass(Duration.ofSeconds(5));

        // Then
        assertThat(told).containsExactly(KEY);

        // When
        answer();

        // Then
        assertThat(told).containsExactly(KEY, other);
    }

    @Test
    void shouldGiveTheOldTokenUntilTheNewOneIsThereWhenDue() {
        // Given
        store.request(KEY, SEED);
        answer();
        clock.pass(Duration.ofHours(6));

        // When
        TokenState before = store.request(KEY, SEED);
        answer();
        TokenState after = store.request(KEY, SEED);

        // Then
        assertThat(before.token().orElseThrow().token().password()).isEqualTo("1");
        assertThat(after.token().orElseThrow().token().password()).isEqualTo("2");
        assertThat(minted).isEqualTo(2);
    }

    @Test
    void shouldKeepTheLastTokenAndTryAgainWithGrowingDelaysWhenThrottled() {
        // Given
        store.request(KEY, SEED);
        answer();
        clock.pass(Duration.ofHours(6));
        failure = Kind.THROTTLED;

        // When
        store.request(KEY, SEED);
        int attempts = 0;
        for (int second = 0; second < 600; second++) {
            attempts += answer();
            store.request(KEY, SEED);
            scheduler.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(store.peek(KEY).token().orElseThrow().token().password()).isEqualTo("1");
        assertThat(store.peek(KEY).failure().orElseThrow().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(attempts).isBetween(12, 25);
        assertThat(outcomes).hasSize(attempts + 1);
        assertThat(told).as("told of the token, and of the failure once").hasSize(2);

        // When
        failure = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(store.peek(KEY).token().orElseThrow().token().password()).isEqualTo("2");
        assertThat(store.peek(KEY).failure()).isEmpty();
    }

    @Test
    void shouldNotTryAgainWhenNobodyUsesTheKeyAnyMore() {
        // Given
        failure = Kind.DENIED;
        store.request(KEY, SEED);
        answer();
        inUse.clear();

        // When
        scheduler.pass(Duration.ofHours(1));

        // Then
        assertThat(calls).isEmpty();
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void shouldTryAgainSlowlyWhenAwsCallsTheRequestInvalid() {
        // Given
        failure = Kind.INVALID;
        store.request(KEY, SEED);
        answer();

        // When
        scheduler.pass(Duration.ofMinutes(1));

        // Then
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldMintAnewForAllWhenTheClockWasSetBack() {
        // Given
        store.request(KEY, SEED);
        answer();

        // When
        clock.pass(Duration.ofHours(-6));
        store.clockWentBack();
        answer();

        // Then
        assertThat(store.peek(KEY).replacesAll()).isTrue();
        assertThat(store.peek(KEY).token().orElseThrow().token().password()).isEqualTo("2");

        // When
        clock.pass(Duration.ofHours(6));
        store.request(KEY, SEED);
        answer();

        // Then
        assertThat(store.peek(KEY).replacesAll()).isFalse();
    }

    @Test
    void shouldNotAskAgainAtOnceWhenATokenIsPastByOurClock() {
        // Given
        life = Duration.ofSeconds(5);

        // When
        store.request(KEY, SEED);
        answer();

        // Then
        assertThat(store.request(KEY, SEED).failure().orElseThrow().code()).isEqualTo("ExpiredOnArrival");
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldForgetWhatNobodyUsesButNotACallUnderWay() {
        // Given
        TokenKey other = TokenKey.of("us-east-1");
        store.request(KEY, SEED);
        answer();
        store.request(other, SEED);
        inUse.clear();

        // Then
        assertThat(store.forgetUnused()).containsExactly(other);
        assertThat(store.peek(KEY)).isEqualTo(TokenState.UNKNOWN);

        // When
        answer();

        // Then
        assertThat(store.forgetUnused()).isEmpty();
    }

    @Test
    void shouldKeepNoTokenInItsText() {
        // Given
        store.request(KEY, SEED);
        answer();

        // When
        TokenState state = store.peek(KEY);

        // Then
        assertThat(state.toString())
                .doesNotContain(state.token().orElseThrow().token().authorizationToken());
    }

    private int answer() {
        List<Runnable> now = List.copyOf(calls);
        calls.clear();
        now.forEach(Runnable::run);
        return now.size();
    }

    private RegistryToken mint(TokenKey key) {
        if (failure != null) {
            throw new AwsException(new AwsFailure(failure, "GetAuthorizationToken", failure.name(), "no", null), null);
        }
        minted = minted + 1;
        return Tokens.token(String.valueOf(minted), clock.instant().plus(life));
    }
}
