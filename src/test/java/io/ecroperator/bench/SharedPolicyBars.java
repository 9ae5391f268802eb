package io.ecroperator.bench;

import java.util.List;

/** The promises about a lifecycle policy that many repositories share, held against what was measured. */
final class SharedPolicyBars {

    private static final String PUT = "PutLifecyclePolicy";
    private static final String TAGS = "ListTagsForResource";

    private SharedPolicyBars() {}

    /**
     * One put for each repository, after a look at whose it is, and nothing else, whatever the edit; nothing at all when the
     * edit means nothing.
     */
    static List<Bar> of(SharedPolicyResult result) {
        String of = " with one lifecycle policy on " + result.repositories() + " repositories";
        return List.of(
                new Bar("AWS calls to edit it," + of, result.edit().calls(PUT), result.repositories()),
                new Bar("reads of tags to edit it," + of, result.edit().calls(TAGS), result.repositories()),
                new Bar(
                        "other AWS calls to edit it," + of,
                        result.edit().calls()
                                - result.edit().calls(PUT)
                                - result.edit().calls(TAGS),
                        0),
                new Bar(
                        "AWS calls to write it in other words," + of,
                        result.rewrite().calls(),
                        0));
    }
}
