package io.ecroperator.bench;

import java.util.List;
import java.util.Map;

/**
 * What one ClusterEcrPullSecret with three registries costs.
 *
 * @param namespaces how many it selects
 * @param create the object applied
 * @param newNamespace seconds from the answer to the create of a namespace until its Secret is there
 * @param restore seconds from the answer to the delete of a Secret until it is there again
 * @param rotation all tokens renewed once
 * @param restart the operator started again while all tokens are fresh
 * @param operator what the operator's process had used after the rotation
 */
record PullSecretsResult(
        int namespaces,
        Create create,
        Latency newNamespace,
        Latency restore,
        Rotation rotation,
        Restart restart,
        ProcessFigures operator) {

    /**
     * @param writtenSeconds from the apply until every namespace has all registries
     * @param readySeconds from the apply until the object says so
     * @param mints tokens asked of AWS
     * @param apiServerWrites by verb and resource
     * @param operatorCpuSeconds what the operator used for it
     */
    record Create(
            double writtenSeconds,
            double readySeconds,
            long mints,
            Map<String, Long> apiServerWrites,
            double operatorCpuSeconds) {}

    /**
     * @param medianSeconds of the rounds
     * @param worstSeconds of the rounds
     * @param rounds how many there were
     */
    record Latency(double medianSeconds, double worstSeconds, int rounds) {

        static Latency of(List<Double> seconds) {
            List<Double> sorted = seconds.stream().sorted().toList();
            return new Latency(sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
        }
    }

    /**
     * @param seconds from the first new token until every Secret has only new ones
     * @param mints tokens asked of AWS
     * @param secrets how many there are
     * @param apiServerWrites by verb and resource
     */
    record Rotation(double seconds, long mints, int secrets, Map<String, Long> apiServerWrites) {}

    /**
     * @param awsCalls of all operations but those that list repositories
     * @param apiServerWrites by verb and resource, of pull secrets and their Secrets
     */
    record Restart(Map<String, Long> awsCalls, Map<String, Long> apiServerWrites) {}

    /** The writes of one resource, whatever the verb. */
    static long writesOf(String resource, Map<String, Long> writes) {
        return writes.entrySet().stream()
                .filter(write -> write.getKey().endsWith(" " + resource))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
