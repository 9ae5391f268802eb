package io.ecroperator.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a CRD says of the objects of a kind.
 *
 * @param apiVersion such as {@code ecr-operator.io/v1alpha1}
 * @param kind such as {@code EcrRepository}
 * @param namespaced whether its objects are in namespaces
 * @param schema of a whole object
 */
record Definition(String apiVersion, String kind, boolean namespaced, Schema schema) {

    /** The only version of a CRD; throws {@link IllegalArgumentException} for what a {@link Schema} cannot hold. */
    static Definition of(JsonNode crd) {
        JsonNode spec = crd.path("spec");
        JsonNode versions = spec.path("versions");
        if (versions.size() != 1) {
            throw new IllegalArgumentException("a CRD with " + versions.size() + " versions");
        }
        JsonNode version = versions.get(0);
        return new Definition(
                spec.path("group").asText() + "/" + version.path("name").asText(),
                spec.path("names").path("kind").asText(),
                spec.path("scope").asText().equals("Namespaced"),
                SchemaReader.read(
                        JsonValues.object((ObjectNode) version.path("schema").path("openAPIV3Schema"))));
    }
}
