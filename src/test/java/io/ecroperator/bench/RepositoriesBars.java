package io.ecroperator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The promises about repositories, held against what was measured. */
final class RepositoriesBars {

    /**
     * Within how many seconds of the apply so many repositories stand in ECR, with 5 ms added to each call, on 2
     * processors. The time that the API server needs to take the objects is not the operator's, so it is not counted; the
     * table shows it.
     */
    private static final Map<Integer, Integer> IN_ECR_WITHIN_SECONDS = Map.of(200, 5, 1_000, 15);

    private static final double CALLS_PER_REPOSITORY = 3;
    private static final double RSS_MEGABYTES = 150;

    private RepositoriesBars() {}

    /** The promises that are made for this number of repositories. */
    static List<Bar> of(RepositoriesResult result) {
        int size = result.repositories();
        String of = " of " + size + " repositories";
        List<Bar> bars = new ArrayList<>();
        Integer limit = IN_ECR_WITHIN_SECONDS.get(size);
        if (limit != null) {
            bars.add(new Bar(
                    "seconds from the last apply until all" + of + " stand in ECR",
                    result.create().inEcrSeconds() - result.create().appliedSeconds(),
                    limit));
        }
        bars.add(new Bar(
                "AWS calls that create one" + of, result.create().awsCallsPerRepository(), CALLS_PER_REPOSITORY));
        bars.add(new Bar(
                "MB of memory at the peak of creating all" + of,
                result.create().operator().peakRssMegabytes(),
                RSS_MEGABYTES));
        Map<String, Long> change = result.changeOneFacet().awsCalls();
        long tags = change.getOrDefault("ListTagsForResource", 0L);
        bars.add(new Bar("AWS calls to change the lifecycle policy" + of, sum(change) - tags, size));
        bars.add(new Bar("reads of tags to change the lifecycle policy" + of, tags, size));
        bars.add(new Bar(
                "AWS calls to look again at all" + of, sum(result.touch().awsCalls()), 0));
        return bars;
    }

    private static long sum(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
