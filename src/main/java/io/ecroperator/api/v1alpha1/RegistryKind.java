package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The namespaced kinds that use an EcrRegistry. */
public enum RegistryKind {
    /** Repositories. */
    @JsonProperty("EcrRepository")
    ECR_REPOSITORY("EcrRepository", true),

    /** Shared lifecycle policies, as far as their {@code repositoryNamePatterns} go. */
    @JsonProperty("EcrLifecyclePolicy")
    ECR_LIFECYCLE_POLICY("EcrLifecyclePolicy", true),

    /** Shared repository policies, as far as their {@code repositoryNamePatterns} go. */
    @JsonProperty("EcrRepositoryPolicy")
    ECR_REPOSITORY_POLICY("EcrRepositoryPolicy", true),

    /** Pull credentials. */
    @JsonProperty("EcrPullSecret")
    ECR_PULL_SECRET("EcrPullSecret", false),

    /** Fragments of the registry's settings. */
    @JsonProperty("EcrRegistryConfiguration")
    ECR_REGISTRY_CONFIGURATION("EcrRegistryConfiguration", false),

    /** Pull through cache rules, by the names of the repositories that they fill. */
    @JsonProperty("EcrPullThroughCacheRule")
    ECR_PULL_THROUGH_CACHE_RULE("EcrPullThroughCacheRule", true),

    /** Repository creation templates, by the names of the repositories that they are for. */
    @JsonProperty("EcrRepositoryCreationTemplate")
    ECR_REPOSITORY_CREATION_TEMPLATE("EcrRepositoryCreationTemplate", true),

    /** Public repositories, by name. What is in them is given to everybody, which names do not bound. */
    @JsonProperty("EcrPublicRepository")
    ECR_PUBLIC_REPOSITORY("EcrPublicRepository", false);

    private final String label;
    private final boolean boundByNames;

    RegistryKind(String label, boolean boundByNames) {
        this.label = label;
        this.boundByNames = boundByNames;
    }

    /** The kind as Kubernetes has it. */
    public String label() {
        return label;
    }

    /**
     * Whether {@code repositoryNamePatterns} bound all that an object of the kind reaches. Others, such as a login for the whole
     * registry, an entry of {@code access} has to name.
     */
    public boolean boundByNames() {
        return boundByNames;
    }
}
