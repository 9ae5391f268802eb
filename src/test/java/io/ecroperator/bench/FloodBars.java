package io.ecroperator.bench;

import java.util.List;

/** The promise about a namespace that floods the operator, held against what was measured. */
final class FloodBars {

    private static final double SECONDS = 2;

    private FloodBars() {}

    /** It delays no edit in another namespace. */
    static List<Bar> of(FloodResult result) {
        return result.edits().stream()
                .map(edits -> new Bar(
                        "seconds until an edit is Ready at the latest, " + result.objects()
                                + " refused objects of another namespace " + edits.meanwhile(),
                        edits.longestSeconds(),
                        SECONDS))
                .toList();
    }
}
