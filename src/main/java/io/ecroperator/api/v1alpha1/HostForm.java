package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The names that one registry has. Image references must use the very name that a pull secret holds. */
public enum HostForm {
    /** {@code <account>.dkr.ecr.<region>.amazonaws.com}; the default. */
    @JsonProperty("Standard")
    STANDARD,

    /** {@code <account>.dkr.ecr-fips.<region>.amazonaws.com}. */
    @JsonProperty("Fips")
    FIPS,

    /** {@code <account>.dkr-ecr.<region>.on.aws}, reached over IPv4 and IPv6. */
    @JsonProperty("DualStack")
    DUAL_STACK,

    /** {@code <account>.dkr-ecr-fips.<region>.on.aws}. */
    @JsonProperty("DualStackFips")
    DUAL_STACK_FIPS
}
