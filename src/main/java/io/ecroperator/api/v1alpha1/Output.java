package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the repository's coordinates are published for workloads. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Output(
        @JsonPropertyDescription(
                "Name of a ConfigMap in the namespace of this object, written and owned by the operator,"
                        + " with repositoryUri, repositoryArn, registry and region. A change writes a new ConfigMap"
                        + " and removes the old one. Written as soon as the repository exists, with managementPolicy"
                        + " Observe too; with Full not while the repository belongs to somebody else. Cannot be removed;"
                        + " take output out instead.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches(r'^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')",
                message = "configMapName takes lower-case letters, digits, - and ., and starts and ends with a"
                        + " letter or digit, such as api-ecr")
        String configMapName) {}
