package io.ecroperator.aws;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** How fast one account and region is called. Thread-safe. */
public interface CallRates {

    /** The operations that AWS has throttled in the last minutes, sorted by name. */
    List<ThrottledOperation> throttled();

    /** Bounds the calls per second to the account and region, all operations and identities together; empty for no bound. */
    void limit(OptionalInt callsPerSecond);

    /**
     * An operation that AWS throttles.
     *
     * @param operation AWS's name of it
     * @param since when that began
     * @param callsPerSecond the rate that AWS is estimated to grant
     */
    record ThrottledOperation(String operation, Instant since, double callsPerSecond) {}
}
