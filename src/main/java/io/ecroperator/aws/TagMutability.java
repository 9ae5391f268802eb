package io.ecroperator.aws;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tag mutability with its exclusion filters, which ECR always sets together.
 *
 * @param imageTagMutability AWS's value, one of MUTABLE, IMMUTABLE and the two {@code *_WITH_EXCLUSION}
 * @param exclusionFilters the wildcard filters; their order has no meaning
 */
public record TagMutability(String imageTagMutability, SortedSet<String> exclusionFilters) {
    /** Copies the filters. */
    public TagMutability {
        exclusionFilters = Collections.unmodifiableSortedSet(new TreeSet<>(exclusionFilters));
    }

    /** A mutability without filters, or with those given. */
    public static TagMutability of(String imageTagMutability, String... exclusionFilters) {
        return new TagMutability(imageTagMutability, new TreeSet<>(Set.of(exclusionFilters)));
    }
}
