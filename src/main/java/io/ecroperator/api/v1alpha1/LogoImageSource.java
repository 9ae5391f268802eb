package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a logo is kept that is not in the spec itself. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogoImageSource(
        @JsonPropertyDescription("A key of a ConfigMap. Cannot be removed; take logoImageFrom out instead.") @Required
        ConfigMapKeyRef configMapKeyRef) {

    /** A key of a ConfigMap. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ConfigMapKeyRef(
            @JsonPropertyDescription(
                    "Name of a ConfigMap in the namespace of this object, which a Role there lets the operator"
                            + " get. Changed in place; cannot be removed.")
            @Required
            @Size(min = 1, max = 253)
            @ValidationRule(
                    value = NameRules.NAME,
                    message =
                            "configMapKeyRef.name is the name of a ConfigMap: lower-case letters, digits, - and ., such as"
                                    + " gallery")
            String name,

            @JsonPropertyDescription(
                    "The key in its binaryData, or in its data, where the logo is in base64. Changed in place;"
                            + " cannot be removed.")
            @Required
            @Size(min = 1, max = 253)
            @ValidationRule(
                    value = "self.matches(r'^[-._a-zA-Z0-9]+$')",
                    message =
                            "configMapKeyRef.key is a key of a ConfigMap: letters, digits, - _ and ., such as logo.png")
            String key) {}
}
