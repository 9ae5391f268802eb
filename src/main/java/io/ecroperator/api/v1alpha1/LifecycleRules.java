package io.ecroperator.api.v1alpha1;

/** What the rules of a lifecycle policy must be among themselves, for each kind that has such a list. In CEL. */
final class LifecycleRules {

    static final String PRIORITIES_DIFFER = "self.all(r, self.exists_one(s, s.rulePriority == r.rulePriority))";
    static final String PRIORITIES_DIFFER_MESSAGE =
            "two lifecycle rules have the same rulePriority: give each rule its own number";

    static final String ANY_COMES_LAST = "self.all(a, a.selection.tagStatus != 'any' || self.all(b,"
            + " b.rulePriority <= a.rulePriority"
            + " || (has(b.selection.storageClass) && b.selection.storageClass == 'archive')"
            + " != (has(a.selection.storageClass) && a.selection.storageClass == 'archive')))";
    static final String ANY_COMES_LAST_MESSAGE =
            "a lifecycle rule with tagStatus any comes last: give it the highest rulePriority of"
                    + " its storage class";

    static final String ONE_FOR_UNTAGGED =
            "[true, false].all(archive, size(self.filter(r, r.selection.tagStatus == 'untagged'"
                    + " && (has(r.selection.storageClass) && r.selection.storageClass == 'archive')"
                    + " == archive)) <= 1)";
    static final String ONE_FOR_UNTAGGED_MESSAGE =
            "only one lifecycle rule per storage class may select untagged images: merge them" + " into one rule";

    private LifecycleRules() {}
}
