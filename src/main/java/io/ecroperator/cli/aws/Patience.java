package io.ecroperator.cli.aws;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats calls that read, where the operator would come back later: a command has no later. Throttled calls wait for their turn
 * as long as it takes, up to ten minutes each; what may be a passing failure is tried five times.
 */
public final class Patience {

    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final int TRIES_OF_A_FAILURE = 5;

    private Patience() {}

    /**
     * The answer of a call.
     *
     * @throws AwsException if it fails for good, or for too long
     */
    public static <T> T with(Supplier<T> call) {
        long start = System.nanoTime();
        Duration pause = Duration.ofMillis(500);
        for (int failures = 1; true; failures++) {
            try {
                return call.get();
            } catch (AwsException failure) {
                boolean worthIt = failure.kind() == Kind.THROTTLED
                        || (failure.kind() == Kind.TRANSIENT && failures < TRIES_OF_A_FAILURE);
                if (!worthIt || System.nanoTime() - start > MOST.toNanos() || !slept(pause)) {
                    throw failure;
                }
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    /** Whether nobody has asked to stop meanwhile. */
    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
