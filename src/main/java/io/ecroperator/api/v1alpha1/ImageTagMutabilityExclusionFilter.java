package io.ecroperator.api.v1alpha1;

/** Tags that a {@code *_WITH_EXCLUSION} mutability leaves out. */
public record ImageTagMutabilityExclusionFilter(FilterType filterType, String filter) {

    /** How the filter is read; ECR knows wildcards only. */
    public enum FilterType {
        WILDCARD
    }
}
