package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The namespaced kinds that use an EcrRegistry. */
public enum RegistryKind {
    /** Repositories. */
    @JsonProperty("EcrRepository")
    ECR_REPOSITORY("EcrRepository"),

    /** Shared lifecycle policies, as far as their {@code repositoryNamePatterns} go. */
    @JsonProperty("EcrLifecyclePolicy")
    ECR_LIFECYCLE_POLICY("EcrLifecyclePolicy"),

    /** Pull credentials. */
    @JsonProperty("EcrPullSecret")
    ECR_PULL_SECRET("EcrPullSecret"),

    /** Fragments of the registry's settings. */
    @JsonProperty("EcrRegistryConfiguration")
    ECR_REGISTRY_CONFIGURATION("EcrRegistryConfiguration");

    private final String label;

    RegistryKind(String label) {
        this.label = label;
    }

    /** The kind as Kubernetes has it. */
    public String label() {
        return label;
    }
}
