package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever uses the store, or mints for it, has a defect: no key may be left without another try. */
class TokenStoreDefectsTest {

    private static final TokenKey KEY = TokenKey.of("eu-central-1");
    private static final String SEED = "";

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final List<Runnable> calls = new ArrayList<>();
    private Throwable failure;
    private final TokenStore store = new TokenStore(
            this::mint, (key, outcome) -> {}, new AttemptDelays(new Random(1)), scheduler, calls::add, clock);

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
        Error error = new NoClassDefFoundError("a class");
        failure = error;
        store.request(KEY, SEED);
        assertThatThrownBy(this::answer).isSameAs(error);

        // When
        failure = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(store.peek(KEY).token()).isPresent();
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
