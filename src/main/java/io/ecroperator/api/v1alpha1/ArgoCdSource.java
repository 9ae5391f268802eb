package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What Argo CD takes from a registry. */
public enum ArgoCdSource {
    /** Helm charts, by a {@code chart} and a {@code repoURL} without scheme. */
    @JsonProperty("Helm")
    HELM,

    /** OCI artifacts, by a {@code repoURL} that begins with {@code oci://}; Argo CD 3.1 and newer. */
    @JsonProperty("Oci")
    OCI
}
