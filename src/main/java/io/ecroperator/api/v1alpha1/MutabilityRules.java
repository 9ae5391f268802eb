package io.ecroperator.api.v1alpha1;

/** How the mutability of tags and its exceptions go together, in CEL. */
final class MutabilityRules {

    static final String FILTERS = "self.?imageTagMutability.orValue('').endsWith('_WITH_EXCLUSION')"
            + " == (has(self.imageTagMutabilityExclusionFilters)"
            + " && size(self.imageTagMutabilityExclusionFilters) > 0)";

    static final String FILTERS_MESSAGE =
            "has(self.imageTagMutability) && self.imageTagMutability.endsWith('_WITH_EXCLUSION')"
                    + " ? 'this imageTagMutability needs imageTagMutabilityExclusionFilters: list 1 to 5 filters, or write"
                    + " MUTABLE or IMMUTABLE'"
                    + " : 'imageTagMutabilityExclusionFilters have no effect here: write imageTagMutability"
                    + " IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION, or take the filters out'";

    static final String DISTINCT = "self.all(f, self.exists_one(g, g.filter == f.filter))";

    static final String DISTINCT_MESSAGE =
            "imageTagMutabilityExclusionFilters names a filter twice: list each one once";

    private MutabilityRules() {}
}
