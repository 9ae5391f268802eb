package io.ecroperator.bench;

/**
 * How repositories were created while AWS throttled, each time by a fresh operator on a fresh cluster.
 *
 * @param undisturbed nothing was throttled
 * @param random a share of all calls was throttled at random
 * @param bucket CreateRepository was throttled by a token bucket
 */
record ThrottlingResult(AtRandom undisturbed, AtRandom random, Bucket bucket) {

    /**
     * @param share the share of all calls that was throttled
     * @param repositories how many were created
     * @param inEcrSeconds from the first apply until all stood in ECR with both policies
     * @param calls calls that it took, throttled ones included
     */
    record AtRandom(double share, int repositories, double inEcrSeconds, long calls) {}

    /**
     * @param perSecond tokens that came back per second
     * @param burst the most that added up
     * @param repositories how many were created
     * @param inEcrSeconds from the first apply until all stood in ECR with both policies
     * @param steadySeconds how long the steady state was measured: from 10 s after the first call on
     * @param unusedShare what was not used of the tokens that came back meanwhile
     * @param refusedShare calls of the operation that were throttled meanwhile
     */
    record Bucket(
            double perSecond,
            int burst,
            int repositories,
            double inEcrSeconds,
            double steadySeconds,
            double unusedShare,
            double refusedShare) {}
}
