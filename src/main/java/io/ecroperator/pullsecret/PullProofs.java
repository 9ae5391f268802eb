package io.ecroperator.pullsecret;

import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.listeners.Listeners;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Reason;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    /** Several times what one request may take. */
    private static final Duration HANGS = Duration.ofMinutes(15);

    /** The worst comes first. */
    private static final List<Reason> GRAVITY =
            List.of(Reason.PULL_DENIED, Reason.PROBE_REPOSITORY_NOT_FOUND, Reason.PULL_NOT_VERIFIED);

    private final PullApi pulls;
    private final AttemptDelays delays;
    private final ScheduledExecutorService scheduler;
    private final Executor executor;
    private final Heartbeat heartbeat;
    private final Map<PullQuestion, Entry> entries = new HashMap<>();
    private final List<Supplier<Stream<PullQuestion>>> users = new CopyOnWriteArrayList<>();
    private final Listeners<PullQuestion> listeners = new Listeners<>("answers of registries");

    /** What is known and under way; guarded by this. */
    private static final class Entry {
        private RegistryToken token;
        private Optional<PullAnswer> answer = Optional.empty();
        private boolean busy;
        private boolean again;
    }

    /**
     * Knows nothing yet.
     *
     * @param scheduler runs later tries; not closed here
     * @param executor runs requests; not closed here
     * @param heartbeats show whether a request hangs, and count what failed by a defect
     */
    PullProofs(
            PullApi pulls,
            AttemptDelays delays,
            ScheduledExecutorService scheduler,
            Executor executor,
            Heartbeats heartbeats) {
        this.heartbeat = heartbeats.ofQueue("pull-proofs", HANGS);
        this.pulls = pulls;
        this.delays = delays;
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Tells the listener when an answer has come that is another than before, or when it is time to ask again. */
    void onChange(Consumer<PullQuestion> listener) {
        listeners.add(listener);
    }

    /** Tries the login that a Secret now holds, unless its answer is known or on its way. */
    synchronized void ask(PullQuestion question, RegistryToken token) {
        Entry entry = entries.computeIfAbsent(question, any -> new Entry());
        // What comes back from a Secret has lost the endpoint that it was minted with.
        boolean known = entry.token != null
                && entry.token.authorizationToken().equals(token.authorizationToken())
                && !entry.again;
        if (!known && !entry.busy) {
            entry.token = token;
            entry.busy = true;
            entry.again = false;
            boolean begun = false;
            try {
                executor.execute(heartbeat.guarding(() -> attempt(question, entry, token)));
                begun = true;
            } finally {
                if (!begun) { // no thread to be had: the question must not stay busy for ever
                    entry.busy = false;
                    later(question, entry);
                }
            }
        }
    }

    private void attempt(PullQuestion question, Entry entry, RegistryToken token) {
        PullAnswer answer = new PullAnswer.Unknown("the operator met an error of its own");
        try {
            answer = pulls.mayPull(token, question.host(), question.repository());
        } finally { // also after an Error, which ends this thread and not the question
            answered(question, entry, answer);
        }
    }

    private void answered(PullQuestion question, Entry entry, PullAnswer answer) {
        boolean news;
        synchronized (this) {
            news = !Optional.of(answer).equals(entry.answer);
            entry.answer = Optional.of(answer);
            entry.busy = false;
        }
        if (answer instanceof PullAnswer.Allowed) {
            delays.forget(attempts(question));
        } else {
            later(question, entry);
        }
        if (news) {
            againUnless(listeners.tell(question));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it runs tells of itself
    private void later(PullQuestion question, Entry entry) {
        Duration delay = delays.next(attempts(question), RETRY, LONGEST_RETRY);
        try {
            scheduler.schedule(
                    heartbeat.guarding(() -> again(question, entry)), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return;
        }
    }

    private void again(PullQuestion question, Entry entry) {
        synchronized (this) {
            entry.again = true;
        }
        againUnless(listeners.tell(question)); // whoever still wants to know asks
    }

    /** Who could not be told is told again, since an answer that is good is not asked for again. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it runs tells of itself
    private void againUnless(boolean allTold) {
        if (!allTold) {
            try {
                scheduler.schedule(
                        heartbeat.guarding(() -> againUnless(listeners.tellAgain())),
                        RETRY.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                return;
            }
        }
    }

    /** Asks the supplier for the questions of all objects: the answers to others are forgotten. */
    void usedBy(Supplier<Stream<PullQuestion>> questions) {
        users.add(questions);
    }

    /** Forgets what nobody asks any more. */
    void forgetUnused() {
        Set<PullQuestion> used = users.stream().flatMap(Supplier::get).collect(Collectors.toSet());
        synchronized (this) {
            entries.keySet().stream()
                    .filter(question -> !used.contains(question))
                    .toList()
                    .forEach(question -> {
                        entries.remove(question);
                        delays.forget(attempts(question));
                    });
        }
    }

    /** What the registries say to these questions together. Asks those again whose time has come. */
    synchronized PullProof proof(List<PullQuestion> questions) {
        if (questions.isEmpty()) {
            return new PullProof.NotAsked();
        }
        questions.forEach(question -> Optional.ofNullable(entries.get(question))
                .filter(entry -> entry.again)
                .ifPresent(entry -> ask(question, entry.token)));
        Map<PullQuestion, PullAnswer> answers = new HashMap<>();
        questions.forEach(question -> Optional.ofNullable(entries.get(question))
                .flatMap(entry -> entry.answer)
                .ifPresent(answer -> answers.put(question, answer)));
        if (answers.size() < questions.size()) {
            return new PullProof.Pending();
        }
        return questions.stream()
                .map(question -> said(question, answers.get(question)))
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

    private static ResourceID attempts(PullQuestion question) {
        return new ResourceID(question.repository(), question.host());
    }
}
