package io.ecroperator.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.background.BackgroundAnswers.Known;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.status.FailureReport.Backoff;
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

/** What tokens and proofs of pulls have in common; what each adds is in tests of its own. */
class BackgroundAnswersTest {

    private static final String KEY = "key";
    private static final String BAD = "bad";

    private final VirtualClock clock = new VirtualClock();
    private final VirtualScheduler scheduler = new VirtualScheduler(clock);
    private final List<Runnable> calls = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Set<String> inUse = new HashSet<>(Set.of(KEY));
    private String next = "one";
    private RuntimeException defectOfRetry;
    private final BackgroundAnswers<String, String> answers = new BackgroundAnswers<>(
            "questions",
            Duration.ofMinutes(1),
            new Source(),
            new Threads(scheduler, calls::add, clock, new Random(1), Heartbeats.unwatched()));

    BackgroundAnswersTest() {
        answers.usedBy(() -> inUse);
        answers.onChange(told::addAll);
    }

    @Test
    void shouldAskOnceForManyAndTellOfNewsOnly() {
        // When
        answers.ask(KEY, "one"::equals);
        answers.ask(KEY, "one"::equals);
        answer();
        answers.ask(KEY, "one"::equals);

        // Then
        assertThat(calls).isEmpty();
        assertThat(answers.known(KEY)).isEqualTo(new Known<>(Optional.of("one"), false));
        assertThat(told).containsExactly(KEY);

        // When
        answers.askAnew(List.of(KEY));
        answer();

        // Then
        assertThat(told).as("the same answer").containsExactly(KEY);
    }

    @Test
    void shouldAskAgainByItselfWhatIsNotGoodAndOnlyOnceWhenSomebodyWasFaster() {
        // Given
        next = BAD;
        answers.ask(KEY, any -> true);
        answer();

        // When
        next = "good";
        answers.ask(KEY, any -> false);
        answer();
        scheduler.pass(Duration.ofHours(1));

        // Then
        assertThat(calls).as("the try that was to come").isEmpty();
        assertThat(answers.known(KEY).answer()).contains("good");
    }

    @Test
    void shouldAskForANewUserThatCameWhileTheKeyWasWaiting() {
        // Given
        next = BAD;
        answers.ask(KEY, any -> true);
        answer();
        inUse.clear();

        // When
        inUse.add(KEY);
        answers.ask(KEY, any -> true);
        scheduler.pass(Duration.ofSeconds(1));

        // Then
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldForgetABadAnswerWhenItsTimeComesAndNobodyUsesIt() {
        // Given
        next = BAD;
        answers.ask(KEY, any -> true);
        answer();
        inUse.clear();
        assertThat(answers.forgetUnused()).as("asked again too soon otherwise").containsExactly(KEY);

        // When
        scheduler.pass(Duration.ofSeconds(1));

        // Then
        assertThat(calls).isEmpty();
        assertThat(answers.forgetUnused()).isEmpty();
    }

    @Test
    void shouldAskAgainAfterADefectInWhatMakesSenseOfTheAnswer() {
        // Given
        defectOfRetry = new IllegalStateException("a defect");
        answers.ask(KEY, any -> true);
        answer();

        // When
        defectOfRetry = null;
        scheduler.pass(Duration.ofMinutes(1));
        answer();

        // Then
        assertThat(answers.known(KEY).answer()).contains("one");
    }

    private void answer() {
        List<Runnable> now = List.copyOf(calls);
        calls.clear();
        now.forEach(Runnable::run);
    }

    private final class Source implements BackgroundAnswers.Source<String, String> {

        @Override
        public String ask(String key, Optional<String> before) {
            return next;
        }

        @Override
        public String afterDefect(String key, Optional<String> before, Throwable defect) {
            return BAD;
        }

        @Override
        public Optional<Backoff> retry(String key, String answer) {
            if (defectOfRetry != null) {
                throw defectOfRetry;
            }
            return BAD.equals(answer)
                    ? Optional.of(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                    : Optional.empty();
        }

        @Override
        public boolean isNews(String before, String answer) {
            return !before.equals(answer);
        }
    }
}
