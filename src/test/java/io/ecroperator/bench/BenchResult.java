package io.ecroperator.bench;

import java.util.List;

/**
 * The whole result, as it is written.
 *
 * @param machine where it was measured
 * @param latencyMillis what the emulator added to every AWS call
 * @param appliedWith how objects were applied
 * @param jvmFlags the operator's
 * @param results one for each number of repositories
 * @param sharedPolicies the same with one lifecycle policy for all of them
 * @param throttling the same while AWS throttles
 * @param accounts several accounts and regions, one of them sick
 * @param flood one namespace full of objects that are refused
 * @param bars the promises, and whether they were kept
 */
record BenchResult(
        Machine machine,
        int latencyMillis,
        String appliedWith,
        List<String> jvmFlags,
        List<RepositoriesResult> results,
        List<SharedPolicyResult> sharedPolicies,
        ThrottlingResult throttling,
        AccountsResult accounts,
        FloodResult flood,
        List<Bar> bars) {

    /**
     * @param processors the processors that this program may use; all servers share them
     * @param os the operating system
     * @param java the Java that ran the operator
     */
    record Machine(int processors, String os, String java) {

        static Machine here() {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    System.getProperty("java.vm.name") + " " + Runtime.version());
        }
    }
}
