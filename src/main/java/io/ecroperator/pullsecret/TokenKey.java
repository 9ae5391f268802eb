package io.ecroperator.pullsecret;

import java.util.Optional;

/**
 * What one token opens: the private registries of a region, or ECR Public. A token of one region is refused in every other
 * (Amazon ECR User Guide, "Troubleshooting errors with Docker commands").
 *
 * @param region the region; empty for ECR Public
 */
record TokenKey(Optional<String> region) {

    private static final String LABEL_OF_PUBLIC = "public";

    /** ECR Public. */
    static final TokenKey PUBLIC = new TokenKey(Optional.empty());

    /** The private registries of a region. */
    static TokenKey of(String region) {
        return new TokenKey(Optional.of(region));
    }

    /** The key that {@link #label} names. */
    static TokenKey ofLabel(String label) {
        return LABEL_OF_PUBLIC.equals(label) ? PUBLIC : of(label);
    }

    /** The region, or {@code public}. */
    String label() {
        return region.orElse(LABEL_OF_PUBLIC);
    }
}
