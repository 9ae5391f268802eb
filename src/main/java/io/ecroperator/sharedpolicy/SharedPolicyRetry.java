package io.ecroperator.sharedpolicy;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.undeclared.UndeclaredReach;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Optional;

/** When a policy is looked at again without an event. */
final class SharedPolicyRetry {

    /** The EcrRepositories wake what waits for them; this is for an event that was lost. */
    static final Duration FOR_A_LOST_EVENT = Duration.ofMinutes(1);

    /** The rate limiter of the controller spaces the passes. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final AttemptDelays delays;

    SharedPolicyRetry(AttemptDelays delays) {
        this.delays = delays;
    }

    /** The delay after such a look; empty if nothing is left that no event tells of. */
    Optional<Duration> after(SharedPolicy object, UndeclaredReach undeclared) {
        Optional<Backoff> backoff =
                undeclared.seen() ? undeclared.failure().flatMap(FailureReport::retry) : Optional.empty();
        if (backoff.isEmpty()) {
            forget(object);
            return undeclared.unfinished() ? Optional.of(AT_ONCE) : Optional.empty();
        }
        return backoff.map(bounds -> delays.next(ResourceID.fromResource(object), bounds.first(), bounds.longest()));
    }

    /** Starts anew for a policy that is well, or gone. */
    void forget(SharedPolicy object) {
        delays.forget(ResourceID.fromResource(object));
    }
}
