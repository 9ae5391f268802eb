package io.ecroperator.managed;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What came of looking at AWS. */
public sealed interface Observation<V> {

    /**
     * What AWS holds.
     *
     * @param look how closely that was read, which may be closer than it was asked for
     * @param doubt why it may no longer be so in a part that the spec manages: what is not known is not equal
     * @param problem what keeps the thing from being of use although it is as the spec says
     * @param again when to look again although nothing tells of a change
     */
    record Seen<V>(
            V value, Look look, Optional<FailureReport> doubt, Optional<Problem> problem, Optional<Duration> again)
            implements Observation<V> {

        /** Without doubt. */
        public static <V> Seen<V> of(V value, Look look) {
            return new Seen<>(value, look, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with a doubt, if there is one. */
        public Seen<V> withDoubt(Optional<FailureReport> report) {
            return new Seen<>(value, look, report, problem, again);
        }

        /** The same with a problem, if there is one. */
        public Seen<V> withProblem(Optional<Problem> other) {
            return new Seen<>(value, look, doubt, other, again);
        }

        /** The same to be looked at again after that time. */
        public Seen<V> again(Duration after) {
            return new Seen<>(value, look, doubt, problem, Optional.of(after));
        }
    }

    /** The same of what the function makes of what AWS holds. */
    default <W> Observation<W> map(Function<V, W> function) {
        return switch (this) {
            case Seen<V>(var value, var look, var doubt, var problem, var again) ->
                new Seen<>(function.apply(value), look, doubt, problem, again);
            case Listing<V>(var since) -> new Listing<>(since);
            case Unread<V>(var failure, var report) -> new Unread<>(failure, report);
            case Elsewhere<V>(var reason, var message) -> new Elsewhere<>(reason, message);
        };
    }

    /** The registry has been listed for the first time since then, and is not yet. */
    record Listing<V>(Instant since) implements Observation<V> {}

    /** AWS could not be read. */
    record Unread<V>(AwsFailure failure, FailureReport report) implements Observation<V> {

        /** With the usual report. */
        public static <V> Unread<V> of(AwsFailure failure) {
            return new Unread<>(failure, FailureReport.of(failure));
        }
    }

    /** The thing is in another registry than the object leads to now. */
    record Elsewhere<V>(Reason reason, String message) implements Observation<V> {}
}
