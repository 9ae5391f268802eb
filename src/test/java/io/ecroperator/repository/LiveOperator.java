package io.ecroperator.repository;

import io.ecroperator.managed.Retry;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The controller's part in virtual time: what wakes the real one (an edit, news of the view, a delay that has passed) wakes
 * this one, and nothing else does. The pass, the view, its periods and the delays are the real ones.
 */
final class LiveOperator {

    private final RepositoryWorld world;
    private final ResourceID id = new ResourceID(RepositoryWorld.NAME, "team");
    private AttemptDelays delays;
    private boolean woken;
    private int passes;

    LiveOperator(RepositoryWorld world) {
        this.world = world;
        begin();
    }

    /** The process ends, and another begins. */
    void restart() {
        world.restart();
        begin();
    }

    private void begin() {
        delays = new AttemptDelays(new Random(1));
        woken = false;
        world.view().onChange(repositoryName -> wake());
        wake();
    }

    /** Something concerns the object; several such things before its turn are one. */
    void wake() {
        if (!woken) {
            woken = true;
            world.scheduler().execute(this::pass);
        }
    }

    private void pass() {
        woken = false;
        passes = passes + 1;
        int own = passes;
        Retry.after(world.reconcile(), Reason.DUPLICATE_REPOSITORY)
                .ifPresentOrElse(backoff -> later(own, backoff), () -> delays.forget(id));
    }

    /** A pass in between takes the place of the one that waits. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void later(int own, Backoff backoff) {
        Duration delay = delays.next(id, backoff.first(), backoff.longest());
        world.scheduler()
                .schedule(
                        () -> {
                            if (passes == own) {
                                wake();
                            }
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
