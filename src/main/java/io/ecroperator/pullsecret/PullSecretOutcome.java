package io.ecroperator.pullsecret;

import io.ecroperator.pullsecret.PullSecretPlan.TokenUse;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a pass has come to. */
sealed interface PullSecretOutcome {

    /** The operator has just started and does not know all that it needs; nothing was done. */
    record TooEarly() implements PullSecretOutcome {}

    /** The spec asks for what does not exist; nothing was done. */
    record Refused(String message) implements PullSecretOutcome {}

    /**
     * The Secrets were brought to what the tokens allow.
     *
     * @param names of the Secrets that the spec asks for and that are there
     * @param tokens what the Secrets hold, after writing
     * @param states what the store knows of every key
     * @param writes what was done, or could not be
     * @param unattached which ServiceAccounts are to have the Secret and have it not, in a sentence; empty if all have it
     * @param postponed whether a Secret waits for a token that is arriving
     * @param contested the name of a Secret that something else keeps changing or deleting; empty if there is none
     */
    record Kept(
            List<String> names,
            List<TokenUse> tokens,
            Map<TokenKey, TokenState> states,
            List<Write> writes,
            Optional<String> unattached,
            boolean postponed,
            Optional<String> contested)
            implements PullSecretOutcome {
        public Kept {
            names = List.copyOf(names);
            tokens = List.copyOf(tokens);
            states = Map.copyOf(states);
            writes = List.copyOf(writes);
        }

        /** What is no longer asked for was taken away, or could not be. */
        static Kept removed(List<Write> deletions) {
            return new Kept(List.of(), List.of(), Map.of(), deletions, Optional.empty(), false, Optional.empty());
        }

        /** When to look again because something stands in the way that no event may tell of when it goes; empty if not. */
        Optional<Backoff> blocked() {
            Stream<Backoff> refused =
                    writes.stream().flatMap(write -> write.problem().stream()).map(Problem::retry);
            return Stream.concat(refused, contested.stream().map(name -> Problem.LOOK_AGAIN))
                    .min(Comparator.comparing(Backoff::first));
        }

        /** Whether somebody else was faster, so that the next pass begins with what he wrote. */
        boolean overtaken() {
            return writes.stream().anyMatch(Write::overtaken);
        }
    }

    /**
     * One change, and what became of it.
     *
     * @param problem why it was not made
     * @param overtaken whether it was not made because somebody else was faster
     * @param gone whether it was not made and yet took away the Secret that had been there
     * @param again whether it created a Secret that this process had created a short while ago
     */
    record Write(PullSecretChange change, Optional<Problem> problem, boolean overtaken, boolean gone, boolean again) {

        static Write done(PullSecretChange change) {
            return new Write(change, Optional.empty(), false, false, false);
        }

        static Write overtaken(PullSecretChange change) {
            return new Write(change, Optional.empty(), true, false, false);
        }

        static Write failed(PullSecretChange change, Problem problem) {
            return new Write(change, Optional.of(problem), false, false, false);
        }

        /** The same, after the Secret of before was deleted to make place. */
        Write afterDeletion() {
            return made() ? this : new Write(change, problem, overtaken, true, again);
        }

        /** The same, of a Secret that had been there. */
        Write createdAgain() {
            return new Write(change, problem, overtaken, gone, true);
        }

        boolean made() {
            return problem.isEmpty() && !overtaken;
        }
    }

    /**
     * Why a Secret was not written.
     *
     * @param foreign whether a Secret of that name belongs to something else
     * @param message in sentences, without what was sent
     * @param retry when to try again
     */
    record Problem(boolean foreign, String message, Backoff retry) {

        /** For what no event tells of: a foreign Secret that goes. No call to AWS. */
        static final Backoff LOOK_AGAIN = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1));

        /** A Secret of that name belongs to something else. */
        static Problem foreign(String message) {
            return new Problem(true, message, LOOK_AGAIN);
        }

        /** It is written later. */
        static Problem waiting(String message) {
            return new Problem(false, message, LOOK_AGAIN);
        }
    }
}
