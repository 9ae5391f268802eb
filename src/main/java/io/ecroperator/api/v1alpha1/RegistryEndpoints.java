package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which of AWS's endpoints are called. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.url) || !(self.?fips.orValue(false) || self.?dualStack.orValue(false))",
        message = "endpoints.url goes before what AWS calls its endpoints: take fips and dualStack out, or url")
public record RegistryEndpoints(
        @JsonPropertyDescription("true calls the endpoints that are validated by FIPS 140, where the region has them."
                + " Removing the field means false.")
        Boolean fips,

        @JsonPropertyDescription(
                "true calls the endpoints that have IPv6 addresses too. Removing the field means false.")
        Boolean dualStack,

        @JsonPropertyDescription(
                "One endpoint for all that is called, ECR, STS and the tagging API, for gateways and"
                        + " stand-ins, such as https://aws.example.com. A VPC endpoint of ECR alone is none: give that its private DNS"
                        + " name, and leave url out. Removing the field means AWS's own, or AWS_ENDPOINT_URL of the operator's process.")
        @Size(min = 1, max = 2048)
        @ValidationRule(
                value =
                        "self.matches(r'^https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$')",
                message = "url is an address with http or https, without a user, query or fragment, such as"
                        + " https://ecr.example.com")
        String url) {}
