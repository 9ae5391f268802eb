package io.ecroperator.pullsecret;

import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.background.BackgroundAnswers;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries logins on registries, in the background: each login once per registry and repository, for all objects that ask the
 * same. An answer stands until the Secret holds another login; one that is not good is asked for again, for as long as
 * somebody still asks.
 */
final class PullProofs {

    private static final Backoff RETRY = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** For a login that came while the one before it was tried. */
    private static final Backoff AT_ONCE = new Backoff(Duration.ZERO, Duration.ZERO);

    /** Several times what one request may take. */
    private static final Duration HANGS = Duration.ofMinutes(15);

    /** The worst comes first. */
    private static final List<Reason> GRAVITY =
            List.of(Reason.PULL_DENIED, Reason.PROBE_REPOSITORY_NOT_FOUND, Reason.PULL_NOT_VERIFIED);

    private final PullApi pulls;
    private final Map<PullQuestion, RegistryToken> logins = new ConcurrentHashMap<>();
    private final BackgroundAnswers<PullQuestion, Tried> answers;

    /** What a registry said to a login. */
    private record Tried(RegistryToken login, PullAnswer answer) {

        /** What comes back from a Secret has lost the endpoint that it was minted with. */
        boolean isOf(RegistryToken other) {
            return login.authorizationToken().equals(other.authorizationToken());
        }
    }

    /** Knows nothing yet. */
    PullProofs(PullApi pulls, Threads threads) {
        this.pulls = pulls;
        this.answers = new BackgroundAnswers<>("pull-proofs", HANGS, new Tries(), threads);
    }

    /** Tells the listener when an answer has come that is another than before. */
    void onChange(Consumer<PullQuestion> listener) {
        answers.onChange(questions -> questions.forEach(listener));
    }

    /** Asks the supplier for the questions of all objects: the answers to others are forgotten. */
    void usedBy(Supplier<Stream<PullQuestion>> questions) {
        answers.usedBy(() -> questions.get().toList());
    }

    /** Tries the login that a Secret now holds, unless its answer is known or on its way. */
    synchronized void ask(PullQuestion question, RegistryToken login) {
        logins.put(question, login);
        answers.ask(question, tried -> tried.isOf(login));
    }

    /** Forgets what nobody asks any more. */
    synchronized void forgetUnused() {
        logins.keySet().retainAll(answers.forgetUnused());
    }

    /** What the registries say to these questions together. */
    PullProof proof(List<PullQuestion> questions) {
        if (questions.isEmpty()) {
            return new PullProof.NotAsked();
        }
        Map<PullQuestion, PullAnswer> known = new HashMap<>();
        questions.forEach(
                question -> answers.known(question).answer().ifPresent(tried -> known.put(question, tried.answer())));
        if (known.size() < questions.size()) {
            return new PullProof.Pending();
        }
        return questions.stream()
                .map(question -> said(question, known.get(question)))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(answered -> GRAVITY.indexOf(answered.reason())))
                .orElseGet(() -> new PullProof.Answered(
                        ConditionStatus.TRUE,
                        Reason.PULL_VERIFIED,
                        questions.getFirst().repository() + " can be pulled from "
                                + questions.stream()
                                        .map(PullQuestion::host)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Asks the registry with the login that the Secrets hold by then. */
    private final class Tries implements BackgroundAnswers.Source<PullQuestion, Tried> {

        @Override
        public Tried ask(PullQuestion question, Optional<Tried> before) {
            RegistryToken login = logins.get(question);
            return new Tried(login, pulls.mayPull(login, question.host(), question.repository()));
        }

        @Override
        public Tried afterDefect(PullQuestion question, Optional<Tried> before, Throwable defect) {
            return new Tried(logins.get(question), new PullAnswer.Unknown("the operator hit an internal error"));
        }

        @Override
        public Optional<Backoff> retry(PullQuestion question, Tried tried) {
            if (!tried.isOf(logins.get(question))) {
                return Optional.of(AT_ONCE);
            }
            return tried.answer() instanceof PullAnswer.Allowed ? Optional.empty() : Optional.of(RETRY);
        }

        @Override
        public boolean isNews(Tried before, Tried tried) {
            return !tried.answer().equals(before.answer());
        }
    }

    /** What is not good about an answer. */
    private static Optional<PullProof.Answered> said(PullQuestion question, PullAnswer answer) {
        return switch (answer) {
            case PullAnswer.Allowed allowed -> Optional.empty();
            case PullAnswer.Denied denied ->
                Optional.of(no(
                        ConditionStatus.FALSE,
                        Reason.PULL_DENIED,
                        question.host() + " does not let the login pull " + question.repository() + "."));
            case PullAnswer.NoSuchRepository none ->
                Optional.of(no(
                        ConditionStatus.FALSE,
                        Reason.PROBE_REPOSITORY_NOT_FOUND,
                        question.host() + " has no repository " + question.repository() + "."));
            case PullAnswer.Unknown(var why) ->
                Optional.of(no(
                        ConditionStatus.UNKNOWN,
                        Reason.PULL_NOT_VERIFIED,
                        question.repository() + " could not be asked for: " + why + "."));
        };
    }

    private static PullProof.Answered no(ConditionStatus status, Reason reason, String sentence) {
        return new PullProof.Answered(status, reason, sentence + " " + reason.remedy());
    }
}
