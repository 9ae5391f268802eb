package io.ecroperator.crd;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.List;

/**
 * The schema of {@code status.conditions}, as <a
 * href="https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go">metav1.Condition</a> has it;
 * the type that the Java client brings carries no schema.
 */
final class ConditionsSchema {

    private ConditionsSchema() {}

    /** The generated schema, completed. */
    static JSONSchemaProps of(JSONSchemaProps generated) {
        return new JSONSchemaPropsBuilder(generated)
                .withXKubernetesListType("map")
                .withXKubernetesListMapKeys("type")
                .editItems()
                .withSchema(condition())
                .endItems()
                .build();
    }

    private static JSONSchemaProps condition() {
        return new JSONSchemaPropsBuilder()
                .withType("object")
                .withDescription("One aspect of the current state.")
                .withRequired("lastTransitionTime", "message", "reason", "status", "type")
                .addToProperties(
                        "lastTransitionTime",
                        string("When status last changed.")
                                .withFormat("date-time")
                                .build())
                .addToProperties(
                        "message",
                        string("The reason in a sentence, and the way out; may be empty.")
                                .withMaxLength(32768L)
                                .build())
                .addToProperties("observedGeneration", generation())
                .addToProperties(
                        "reason",
                        string("Why status is what it is, in one CamelCase word for programs.")
                                .withMinLength(1L)
                                .withMaxLength(1024L)
                                .withPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
                                .build())
                .addToProperties("status", status())
                .addToProperties(
                        "type",
                        string("The aspect, in CamelCase.")
                                .withMaxLength(316L)
                                .withPattern("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                                        + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")
                                .build())
                .build();
    }

    private static JSONSchemaPropsBuilder string(String description) {
        return new JSONSchemaPropsBuilder().withType("string").withDescription(description);
    }

    private static JSONSchemaProps generation() {
        return new JSONSchemaPropsBuilder()
                .withType("integer")
                .withFormat("int64")
                .withMinimum(0.0)
                .withDescription("metadata.generation that the condition speaks of.")
                .build();
    }

    private static JSONSchemaProps status() {
        return string("True, False or Unknown.")
                .withEnum(List.of(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown")))
                .build();
    }
}
