package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a repository comes to a shared lifecycle policy. */
public enum AttachedBy {
    /** {@code lifecyclePolicy.ref} of the EcrRepository names it. */
    @JsonProperty("Ref")
    REF,

    /** {@code repositorySelector} of the EcrLifecyclePolicy selects it. */
    @JsonProperty("RepositorySelector")
    REPOSITORY_SELECTOR,

    /** {@code repositoryNamePatterns} of the EcrLifecyclePolicy match its name. */
    @JsonProperty("RepositoryNamePattern")
    REPOSITORY_NAME_PATTERN
}
