package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** One statement of a repository policy, in the grammar of IAM; the resource is always the repository itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyStatement(
        String sid,
        Effect effect,
        Map<String, List<String>> principal,
        Map<String, List<String>> notPrincipal,
        List<String> action,
        List<String> notAction,
        Map<String, Map<String, List<String>>> condition) {

    /** Whether the statement allows or denies. */
    public enum Effect {
        @JsonProperty("Allow")
        ALLOW,
        @JsonProperty("Deny")
        DENY
    }
}
