package io.ecroperator.aws.view;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;

/** How far a listing can be trusted, and when to read it again. Not thread-safe. */
final class ListingHealth {

    /** So many listings must fail in a row before what is known counts as out of date. */
    private static final int TOLERATED_FAILURES = 3;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** What takes an edit elsewhere, such as a right that is missing, is not tried again sooner. */
    private static final Duration FIRST_RETRY_OF_REFUSED = Duration.ofMinutes(1);

    private ViewState state;
    private boolean succeeded;
    private int failures;
    private Duration firstRetry = FIRST_RETRY;

    ListingHealth(Instant now) {
        this.state = new ViewState.Warming(now);
    }

    ViewState state() {
        return state;
    }

    /** Takes a complete listing; returns whether it is trusted only now. */
    boolean succeeded() {
        boolean isNews = !state.isTrusted();
        state = new ViewState.Current();
        succeeded = true;
        failures = 0;
        return isNews;
    }

    /** Takes a failure; returns whether the state is another one now. */
    boolean failed(AwsFailure failure) {
        failures++;
        boolean mayPass = failure.kind() == Kind.THROTTLED || failure.kind() == Kind.TRANSIENT;
        firstRetry = mayPass ? FIRST_RETRY : FIRST_RETRY_OF_REFUSED;
        if (succeeded && failures < TOLERATED_FAILURES) {
            return false;
        }
        boolean isKnown = state instanceof ViewState.Failing(var before, var ever)
                && before.kind() == failure.kind()
                && ever == succeeded;
        state = new ViewState.Failing(failure, succeeded);
        return !isKnown;
    }

    /** The period; less after a failure, doubling each time. */
    Duration untilNext(Duration period) {
        Duration retry = firstRetry.multipliedBy(1L << Math.clamp(failures - 1, 0, 16));
        return failures == 0 || retry.compareTo(period) > 0 ? period : retry;
    }
}
