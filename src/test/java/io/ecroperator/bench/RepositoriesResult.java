package io.ecroperator.bench;

import java.util.Map;

/**
 * What was measured with one number of repositories.
 *
 * @param repositories the number
 * @param create objects applied to a fresh cluster and a fresh operator
 * @param changeOneFacet the lifecycle policy of every object changed
 * @param touch every object looked at again without a difference to ECR
 * @param steady an hour in which nothing changes
 */
record RepositoriesResult(
        int repositories, Create create, ChangeOneFacet changeOneFacet, Touch touch, SteadyHour steady) {

    /**
     * @param appliedSeconds from the first apply until the API server had taken the last object
     * @param inEcrSeconds from the first apply until every repository stood in ECR with both policies
     * @param readySeconds from the first apply until every object was Ready
     * @param awsCalls calls by operation, sweeps included
     * @param awsCallsPerRepository all writes, divided by the number of repositories
     * @param apiServerRequests writes that the API server took, by verb and resource, the appliers' own included
     * @param operator what the operator's process had used by then
     * @param operatorCpuSeconds what it used of that from the first apply on
     * @param emulatorCpuSeconds what the emulator used meanwhile
     */
    record Create(
            double appliedSeconds,
            double inEcrSeconds,
            double readySeconds,
            Map<String, Long> awsCalls,
            double awsCallsPerRepository,
            Map<String, Long> apiServerRequests,
            ProcessFigures operator,
            double operatorCpuSeconds,
            double emulatorCpuSeconds) {}

    /**
     * @param inEcrSeconds from the first apply until ECR had the last change
     * @param readySeconds from the first apply until every object was Ready at its new generation
     * @param awsCalls calls by operation
     */
    record ChangeOneFacet(double inEcrSeconds, double readySeconds, Map<String, Long> awsCalls) {}

    /**
     * @param seconds from the first apply until every object had been looked at again
     * @param awsCalls calls by operation; none are needed
     */
    record Touch(double seconds, Map<String, Long> awsCalls) {}

    /**
     * @param timeScale how many seconds of the hour passed in one second: the periods were divided by it
     * @param restartAwsCalls calls that a restarted operator made until it had looked at every object again
     * @param awsCalls calls by operation in the hour
     * @param awsCallsInAll their sum
     * @param operator what the operator's process had used at the end
     */
    record SteadyHour(
            int timeScale,
            Map<String, Long> restartAwsCalls,
            Map<String, Long> awsCalls,
            long awsCallsInAll,
            ProcessFigures operator) {}
}
