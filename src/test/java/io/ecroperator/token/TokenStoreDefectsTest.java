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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever uses the store, or mints for it, has a defect: no key may be left without another try. */
class TokenStoreDefectsTest {

    private static final TokenKey KEY = TokenKey.of("eu-central-1");
    private static final String SEED = "";

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final List<Runnable> calls = new ArrayList<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private Throwable failure;
    private Error noThread;
    private final TokenStore store = new TokenStore(
            this::mint,
            (key, outcome) -> {},
            new Threads(
                    scheduler,
                    this::execute,
                    clock,
                    new Random(1),
                    new Heartbeats(System::nanoTime, (name, count) -> failures.merge(name, count, Integer::sum))));

    TokenStoreDefectsTest() {
        store.usedBy(() -> List.of(KEY));
    }

    @Test
    void shouldTryAgainWhenNobodyCanTellWhatIsInUse() {
        // Given
        store.usedBy(() -> {
            throw new IllegalStateException("a cache that is not there yet");
        });
        failure = new AwsException(
                new AwsFailure(Kind.THROTTLED, "GetAuthorizationToken", "Throttled", "no", null), null);
        store.request(KEY, SEED);
        answer();

        // When
        scheduler.pass(Duration.ofSeconds(2));

        // Then
        assertThat(calls).hasSize(1);

        // When
        failure = null;
        answer();
        clock.pass(Duration.ofHours(-6));
        store.clockWentBack();

        // Then
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldTryAgainAfterAnError() {
        // Given
        failure = new NoClassDefFoundError("a class");
        store.request(KEY, SEED);
        answer();
        assertThat(failures).containsEntry("tokens", 1);

        // When
        failure = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(store.peek(KEY).token()).isPresent();
    }

    @Test
    void shouldTryAgainAfterAnErrorThatLetNoTryBegin() {
        // Given
        store.request(KEY, SEED);
        failure = new AwsException(
                new AwsFailure(Kind.THROTTLED, "GetAuthorizationToken", "Throttled", "no", null), null);
        answer();
        failure = null;

        // When
        noThread = new OutOfMemoryError("unable to create native thread");
        scheduler.pass(Duration.ofSeconds(2));

        // Then
        assertThat(calls).isEmpty();
        assertThat(failures).containsEntry("tokens", 1);

        // When
        noThread = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(store.peek(KEY).token()).isPresent();
    }

    @Test
    void shouldMintAllAnewAfterTheClockWentBackWhenOneCannotBegin() {
        // Given
        TokenKey other = TokenKey.of("us-east-1");
        store.usedBy(() -> List.of(other));
        store.request(KEY, SEED);
        store.request(other, SEED);
        answer();

        // When
        noThread = new OutOfMemoryError("unable to create native thread");
        store.clockWentBack();

        // Then
        assertThat(failures).containsEntry("tokens", 2);

        // When
        noThread = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(store.peek(KEY).replacesAll()).isTrue();
        assertThat(store.peek(other).replacesAll()).isTrue();
    }

    @Test
    void shouldTellTheOthersAndThenAgainWhomItCouldNotTell() {
        // Given
        List<TokenKey> first = new ArrayList<>();
        List<TokenKey> second = new ArrayList<>();
        AtomicReference<Error> once = new AtomicReference<>(new AssertionError("a defect"));
        store.onChange(keys -> {
            Error defect = once.getAndSet(null);
            if (defect != null) {
                throw defect;
            }
            first.addAll(keys);
        });
        store.onChange(second::addAll);

        // When
        store.request(KEY, SEED);
        answer();

        // Then
        assertThat(first).isEmpty();
        assertThat(second).containsExactly(KEY);
        assertThat(store.peek(KEY).token()).isPresent();

        // When
        scheduler.pass(Duration.ofMinutes(1));

        // Then
        assertThat(first).containsExactly(KEY);
    }

    private void execute(Runnable call) {
        if (noThread != null) {
            throw noThread;
        }
        calls.add(call);
    }

    private void answer() {
        List<Runnable> now = List.copyOf(calls);
        calls.clear();
        now.forEach(Runnable::run);
    }

    private RegistryToken mint(TokenKey key) {
        return switch (failure) {
            case null -> Tokens.token("fresh", clock.instant().plus(Tokens.LIFE));
            case RuntimeException answer -> throw answer;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        };
    }
}
