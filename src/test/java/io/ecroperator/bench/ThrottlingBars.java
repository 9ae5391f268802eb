package io.ecroperator.bench;

import java.util.List;

/** The promises about throttling, held against what was measured. */
final class ThrottlingBars {

    private ThrottlingBars() {}

    /** Chance costs no more than as much again, and a limit is used without much being asked beyond it. */
    static List<Bar> of(ThrottlingResult result) {
        ThrottlingResult.Bucket bucket = result.bucket();
        String of = ", token bucket of " + Math.round(bucket.perSecond()) + " CreateRepository per second";
        return List.of(
                new Bar(
                        "times as long for " + result.random().repositories() + " repositories with "
                                + Math.round(100 * result.random().share()) + " % throttled at random",
                        result.random().inEcrSeconds() / result.undisturbed().inEcrSeconds(),
                        2),
                new Bar("unused share" + of, bucket.unusedShare(), 0.1),
                new Bar("refused share" + of, bucket.refusedShare(), 0.1));
    }
}
