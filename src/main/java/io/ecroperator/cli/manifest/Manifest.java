package io.ecroperator.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One document of a file, or one item of a List in it.
 *
 * @param place where it is written
 * @param location where its fields are; of kinds that are not the operator's, where it begins only
 * @param tree what is written, as it is
 */
public record Manifest(Place place, Location location, ObjectNode tree) implements Document {

    /**
     * The same read as the operator reads it, for kinds of the operator and Namespaces; empty for all others. Fields that nobody
     * knows are not in it, and a spec with a value that does not fit is null, which {@code tree} shows. Made anew by each call.
     */
    public Optional<HasMetadata> object() {
        return TypedObjects.of(tree);
    }

    /** {@code apiVersion}; empty if there is none. */
    public String apiVersion() {
        return tree.path("apiVersion").asText("");
    }

    /** {@code kind}; empty if there is none. */
    public String kind() {
        return tree.path("kind").asText("");
    }

    /** {@code metadata.namespace}; empty if there is none. */
    public String namespace() {
        return tree.path("metadata").path("namespace").asText("");
    }

    /** {@code metadata.name}; empty if there is none. */
    public String name() {
        return tree.path("metadata").path("name").asText("");
    }

    /** {@code metadata.labels}; empty if there are none. */
    public Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        tree.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** As {@code EcrRepository team-a/api}. */
    public String inWords() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }

    /** Whether it is of a kind of the operator. */
    public boolean isOurs() {
        return OurKinds.of(apiVersion(), kind()).isPresent();
    }
}
