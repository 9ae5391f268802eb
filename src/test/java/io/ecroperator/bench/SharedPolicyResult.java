package io.ecroperator.bench;

import java.util.Map;

/**
 * What one lifecycle policy costs that a label gives to many repositories.
 *
 * @param repositories how many it selects
 * @param attach the policy applied
 * @param edit one number in it changed
 * @param rewrite the same policy in another order of rules
 * @param operator what the operator's process had used at the end
 */
record SharedPolicyResult(int repositories, Step attach, Step edit, Step rewrite, ProcessFigures operator) {

    /**
     * @param seconds from the apply until ECR had every change and the policy was Ready
     * @param awsCalls calls by operation
     */
    record Step(double seconds, Map<String, Long> awsCalls) {

        /** The calls of one operation. */
        long calls(String operation) {
            return awsCalls.getOrDefault(operation, 0L);
        }

        /** All calls. */
        long calls() {
            return awsCalls.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
