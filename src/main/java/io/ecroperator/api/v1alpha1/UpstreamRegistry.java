package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** The registries that ECR caches from, as CreatePullThroughCacheRule names them. */
public enum UpstreamRegistry {
    /** A private registry of ECR, of any account and region. */
    @JsonProperty("ecr")
    ECR("ecr", null),

    /** Amazon ECR Public. */
    @JsonProperty("ecr-public")
    ECR_PUBLIC("ecr-public", "public.ecr.aws"),

    /** Quay. */
    @JsonProperty("quay")
    QUAY("quay", "quay.io"),

    /** The registry of the Kubernetes project. */
    @JsonProperty("k8s")
    K8S("k8s", "registry.k8s.io"),

    /** Docker Hub. */
    @JsonProperty("docker-hub")
    DOCKER_HUB("docker-hub", "registry-1.docker.io"),

    /** GitHub Container Registry. */
    @JsonProperty("github-container-registry")
    GITHUB("github-container-registry", "ghcr.io"),

    /** Microsoft Azure Container Registry; each has a host of its own. */
    @JsonProperty("azure-container-registry")
    AZURE("azure-container-registry", null),

    /** GitLab Container Registry. */
    @JsonProperty("gitlab-container-registry")
    GITLAB("gitlab-container-registry", "registry.gitlab.com"),

    /** Chainguard Registry. */
    @JsonProperty("chainguard")
    CHAINGUARD("chainguard", "cgr.dev");

    private final String label;
    private final String host;

    UpstreamRegistry(String label, String host) {
        this.label = label;
        this.host = host;
    }

    /** The value that AWS knows. */
    public String label() {
        return label;
    }

    /** Its only host; empty if there are many. */
    public Optional<String> host() {
        return Optional.ofNullable(host);
    }
}
