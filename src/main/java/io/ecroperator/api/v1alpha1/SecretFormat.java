package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** For whom a pull secret is written. */
public enum SecretFormat {
    /** For the kubelet and for most tools: one Secret with all hosts; the default. */
    @JsonProperty("DockerConfigJson")
    DOCKER_CONFIG_JSON,

    /** Argo CD credential templates: a Secret per host and source. */
    @JsonProperty("ArgoCdRepoCreds")
    ARGO_CD_REPO_CREDS,

    /** Argo CD repositories: a Secret per host and source. */
    @JsonProperty("ArgoCdRepository")
    ARGO_CD_REPOSITORY,

    /** User name and password, with the annotations that Tekton reads. */
    @JsonProperty("BasicAuth")
    BASIC_AUTH,

    /** User name, password, and both in one value. */
    @JsonProperty("Token")
    TOKEN
}
