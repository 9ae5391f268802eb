package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.pullsecret.PullSecrets.HOST_EU;
import static io.ecroperator.pullsecret.PullSecrets.HOST_US;
import static io.ecroperator.pullsecret.PullSecrets.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.ecroperator.token.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PullProofsTest {

    private static final PullQuestion IN_EU = new PullQuestion(EU, HOST_EU, "team-a/api");
    private static final PullQuestion IN_US = new PullQuestion(US, HOST_US, "team-a/api");
    private static final RegistryToken TOKEN = Tokens.token("one", Tokens.NOON);

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final List<Runnable> requests = new ArrayList<>();
    private final Map<String, PullAnswer> answers = new HashMap<>();
    private final List<PullQuestion> told = new ArrayList<>();
    private final Set<PullQuestion> inUse = new HashSet<>(Set.of(IN_EU));
    private final List<String> tried = new ArrayList<>();
    private Runnable whileAsked = () -> {};
    private Error defect;
    private final PullProofs proofs = new PullProofs(
            this::mayPull, new Threads(scheduler, requests::add, clock, new Random(1), Heartbeats.unwatched()));

    PullProofsTest() {
        proofs.usedBy(inUse::stream);
        proofs.onChange(told::add);
    }

    @Test
    void shouldTellTheOthersAndThenAgainWhomItCouldNotTell() {
        // Given
        List<PullQuestion> broken = new ArrayList<>();
        AtomicReference<Error> once = new AtomicReference<>(new NoClassDefFoundError("a class"));
        PullProofs others = proofs(requests::add);
        others.onChange(question -> {
            Error defect = once.getAndSet(null);
            if (defect != null) {
                throw defect;
            }
            broken.add(question);
        });
        others.onChange(told::add);

        // When
        others.ask(IN_EU, TOKEN);
        answer();

        // Then
        assertThat(told).containsExactly(IN_EU);

        // When
        scheduler.pass(Duration.ofMinutes(1));

        // Then
        assertThat(broken).containsExactly(IN_EU);
    }

    @Test
    void shouldAskAgainWhenThereWasNoThreadToAsk() {
        // Given
        AtomicReference<Error> once = new AtomicReference<>(new OutOfMemoryError("unable to create native thread"));
        PullProofs others = proofs(request -> {
            Error noThread = once.getAndSet(null);
            if (noThread != null) {
                throw noThread;
            }
            requests.add(request);
        });
        others.usedBy(inUse::stream);
        assertThatThrownBy(() -> others.ask(IN_EU, TOKEN)).isInstanceOf(OutOfMemoryError.class);

        // When
        scheduler.pass(Duration.ofMinutes(2));
        answer();

        // Then
        assertThat(others.proof(List.of(IN_EU))).isInstanceOf(PullProof.Answered.class);
    }

    private PullProofs proofs(Executor executor) {
        return new PullProofs(
                (token, host, repository) -> new PullAnswer.Allowed(),
                new Threads(scheduler, executor, clock, new Random(1), Heartbeats.unwatched()));
    }

    @Test
    void shouldAskOnceForManyAndAgainForAnotherLogin() {
        // When
        for (int object = 0; object < 100; object++) {
            proofs.ask(IN_EU, TOKEN);
        }
        assertThat(requests).hasSize(1);
        assertThat(proofs.proof(List.of(IN_EU))).isEqualTo(new PullProof.Pending());
        answer();
        proofs.ask(IN_EU, new RegistryToken(TOKEN.authorizationToken(), TOKEN.expiresAt(), Optional.of("https://x")));

        // Then
        assertThat(requests).isEmpty();
        assertThat(told).containsExactly(IN_EU);
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_VERIFIED);

        // When
        proofs.ask(IN_EU, Tokens.token("two", Tokens.NOON));
        answer();

        // Then
        assertThat(told).containsExactly(IN_EU);
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_VERIFIED);
    }

    @Test
    void shouldSayTheWorstOfAllAnswers() {
        // Given
        answers.put(HOST_US, new PullAnswer.Denied());
        proofs.ask(IN_EU, TOKEN);
        proofs.ask(IN_US, TOKEN);

        // When
        answer();

        // Then
        assertThat(proofs.proof(List.of(IN_EU, IN_US)))
                .isInstanceOfSatisfying(PullProof.Answered.class, said -> assertThat(said.message())
                        .startsWith(HOST_US + " does not let the login pull team-a/api."));
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_VERIFIED);
        assertThat(proofs.proof(List.of())).isEqualTo(new PullProof.NotAsked());
    }

    @Test
    void shouldAskAgainWhatWasNotGoodOnlyWhileSomebodyWantsToKnow() {
        // Given
        answers.put(HOST_EU, new PullAnswer.Unknown("no connection"));
        proofs.ask(IN_EU, TOKEN);
        answer();
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_NOT_VERIFIED);

        // When
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(requests).hasSize(1);
        answer();

        // Then
        assertThat(told).as("the same answer is no news").containsExactly(IN_EU);

        // When
        answers.put(HOST_EU, new PullAnswer.NoSuchRepository());
        scheduler.pass(Duration.ofMinutes(2));
        answer();

        // Then
        assertThat(told).containsExactly(IN_EU, IN_EU);
        assertThat(reason(IN_EU)).isEqualTo(Reason.PROBE_REPOSITORY_NOT_FOUND);

        // When
        inUse.clear();
        proofs.forgetUnused();
        scheduler.pass(Duration.ofHours(1));

        // Then
        assertThat(requests).isEmpty();
        assertThat(proofs.proof(List.of(IN_EU))).isEqualTo(new PullProof.Pending());
    }

    @Test
    void shouldTryTheLoginThatCameWhileTheOneBeforeItWasTried() {
        // Given
        whileAsked = () -> proofs.ask(IN_EU, Tokens.token("two", Tokens.NOON));
        proofs.ask(IN_EU, TOKEN);
        answer();

        // When
        scheduler.pass(Duration.ofMillis(1));
        answer();

        // Then
        assertThat(tried).containsExactly("one", "two");
    }

    @Test
    void shouldTryAnotherLoginAtOnceAfterOneThatWasDenied() {
        // Given
        answers.put(HOST_EU, new PullAnswer.Denied());
        proofs.ask(IN_EU, TOKEN);
        answer();
        proofs.ask(IN_EU, TOKEN);
        assertThat(requests).isEmpty();

        // When
        answers.clear();
        proofs.ask(IN_EU, Tokens.token("two", Tokens.NOON));
        answer();
        scheduler.pass(Duration.ofHours(1));

        // Then
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_VERIFIED);
        assertThat(requests).as("the later try of the other login").isEmpty();
    }

    @Test
    void shouldSayThatAnErrorKeptItFromKnowingAndAskAgain() {
        // Given
        defect = new NoClassDefFoundError("a class");
        proofs.ask(IN_EU, TOKEN);

        // When
        answer();

        // Then
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_NOT_VERIFIED);

        // When
        defect = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(reason(IN_EU)).isEqualTo(Reason.PULL_VERIFIED);
    }

    private PullAnswer mayPull(RegistryToken token, String host, String repository) {
        tried.add(token.password());
        whileAsked.run();
        if (defect != null) {
            throw defect;
        }
        return answers.getOrDefault(host, new PullAnswer.Allowed());
    }

    private Reason reason(PullQuestion question) {
        return proofs.proof(List.of(question)) instanceof PullProof.Answered answered ? answered.reason() : null;
    }

    private void answer() {
        List<Runnable> now = List.copyOf(requests);
        requests.clear();
        now.forEach(Runnable::run);
    }
}
