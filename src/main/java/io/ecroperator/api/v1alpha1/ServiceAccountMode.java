package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which ServiceAccounts get a pull secret into their {@code imagePullSecrets}. */
public enum ServiceAccountMode {
    /** No one; the default. */
    @JsonProperty("None")
    NONE,

    /** Those that are listed. */
    @JsonProperty("Named")
    NAMED,

    /** All of the namespace, those to come too. */
    @JsonProperty("All")
    ALL
}
