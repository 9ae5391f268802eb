package io.ecroperator.registry;

import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.background.BackgroundAnswers;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks AWS in the background whose the credentials of each connection are (sts:GetCallerIdentity), so that an account which
 * does not answer holds up nobody.
 */
final class Identities {

    /** How long an answer stands: a role may be given another trust, and a Secret another key, at any time. */
    static final Duration STANDS = Duration.ofHours(1);

    /** Several times what one call may take with its repeats. */
    private static final Duration HANGS = Duration.ofMinutes(30);

    /** Where AWS says that nothing but an edit helps; the Secret or the trust may be what is edited. */
    private static final Backoff SLOWLY = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final BackgroundAnswers<ConnectionSpec, Identity> answers;
    private final Clock clock;

    /**
     * Knows nothing yet.
     *
     * @param asker asks AWS; may take long, throws {@link AwsException}
     */
    Identities(Function<ConnectionSpec, CallerIdentity> asker, Threads threads) {
        this.answers = new BackgroundAnswers<>("identities", HANGS, new Asking(asker), threads);
        this.clock = threads.clock();
    }

    /** Tells the listener of connections with news. */
    void onChange(Consumer<Set<ConnectionSpec>> listener) {
        answers.onChange(listener);
    }

    /** Asks the supplier for the connections of all objects: for others nobody asks again. */
    void usedBy(Supplier<? extends Collection<ConnectionSpec>> connections) {
        answers.usedBy(connections);
    }

    /** The last answer; empty while there is none yet. Begins to ask where it is older than it may be. */
    Optional<Identity> of(ConnectionSpec connection, Duration mayBeOld) {
        Optional<Identity> known =
                answers.ask(connection, identity -> serves(identity, mayBeOld)).answer();
        answers.forgetUnused();
        return known;
    }

    /** What failed is asked for again by itself. */
    private boolean serves(Identity identity, Duration mayBeOld) {
        return switch (identity) {
            case Identity.Known(var caller, var at) -> at.plus(mayBeOld).isAfter(clock.instant());
            case Identity.Unknown unknown -> true;
        };
    }

    private final class Asking implements BackgroundAnswers.Source<ConnectionSpec, Identity> {

        private final Function<ConnectionSpec, CallerIdentity> asker;

        Asking(Function<ConnectionSpec, CallerIdentity> asker) {
            this.asker = asker;
        }

        @Override
        public Identity ask(ConnectionSpec connection, Optional<Identity> before) {
            try {
                return new Identity.Known(asker.apply(connection), clock.instant());
            } catch (AwsException e) {
                return new Identity.Unknown(e.failure());
            }
        }

        @Override
        public Identity afterDefect(ConnectionSpec connection, Optional<Identity> before, Throwable defect) {
            return before.orElseGet(() -> new Identity.Unknown(new AwsFailure(
                    AwsFailure.Kind.TRANSIENT,
                    "GetCallerIdentity",
                    "InternalError",
                    "the operator hit an internal error",
                    null)));
        }

        /** A wrong account is asked for again too: credentials can change without an edit of the EcrRegistry. */
        @Override
        public Optional<Backoff> retry(ConnectionSpec connection, Identity answer) {
            return switch (answer) {
                case Identity.Known(var caller, var at) ->
                    connection
                            .accountId()
                            .filter(wanted -> !wanted.equals(caller.accountId()))
                            .map(wrong -> SLOWLY);
                case Identity.Unknown(var failure) ->
                    Optional.of(FailureReport.of(failure).retry().orElse(SLOWLY));
            };
        }

        @Override
        public boolean isNews(Identity before, Identity answer) {
            return switch (answer) {
                case Identity.Known(var caller, var at) ->
                    !(before instanceof Identity.Known(var known, var then) && known.equals(caller));
                case Identity.Unknown(var failure) ->
                    !(before instanceof Identity.Unknown(var known) && isSame(known, failure));
            };
        }

        /** Whoever has been told of the one learns nothing from the other: each has a request of its own. */
        private static boolean isSame(AwsFailure known, AwsFailure failure) {
            return known.kind() == failure.kind()
                    && known.code().equals(failure.code())
                    && Objects.equals(known.message(), failure.message());
        }
    }
}
