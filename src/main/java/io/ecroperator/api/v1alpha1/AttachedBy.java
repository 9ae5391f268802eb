package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a repository comes to a shared policy. */
public enum AttachedBy {
    /** {@code ref} in the EcrRepository names it. */
    @JsonProperty("Ref")
    REF,

    /** {@code repositorySelector} of the policy selects it. */
    @JsonProperty("RepositorySelector")
    REPOSITORY_SELECTOR,

    /** {@code repositoryNamePatterns} of the policy match its name. */
    @JsonProperty("RepositoryNamePattern")
    REPOSITORY_NAME_PATTERN
}
