package io.ecroperator.cli.plan;

import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.cli.plan.PlannedObject.Result;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What one run of the command has found out.
 *
 * @param clusterName the name that ownership tags carry
 * @param live whether the objects of a cluster were read too
 * @param pruned how many objects of the cluster the files no longer hold; empty if nobody asked
 * @param planned those of which something may be done in AWS, in the order of the files
 * @param withoutAws how many objects are of kinds that write nothing to AWS
 * @param others how many documents are of other kinds
 * @param calls of AWS, by operation
 */
record PlanResult(
        String clusterName,
        boolean live,
        OptionalInt pruned,
        List<PlannedObject> planned,
        int withoutAws,
        int others,
        Map<String, Long> calls) {

    /** How many objects come to each result; each result is there. */
    Map<Result, Integer> counts() {
        Map<Result, Integer> counts = new EnumMap<>(Result.class);
        for (Result result : Result.values()) {
            counts.put(result, 0);
        }
        planned.forEach(each -> counts.merge(each.result(), 1, Integer::sum));
        return counts;
    }

    /** How many images go with what is deleted, as far as they were counted. */
    int imagesLost() {
        return planned.stream().mapToInt(PlannedObject::imagesLost).sum();
    }

    int exitCode() {
        Map<Result, Integer> counts = counts();
        if (counts.get(Result.REFUSED) + counts.get(Result.UNKNOWN) > 0) {
            return ExitCode.FAILED;
        }
        return counts.get(Result.UNCHANGED) == planned.size() ? ExitCode.OK : ExitCode.CHANGES;
    }
}
