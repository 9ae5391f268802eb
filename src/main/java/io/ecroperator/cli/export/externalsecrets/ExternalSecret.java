package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An ExternalSecret of External Secrets, or a ClusterExternalSecret, which makes one in each of its namespaces (<a
 * href="https://external-secrets.io/latest/api/spec/">API specification</a>). Versions v1 and v1beta1 are the same here.
 */
record ExternalSecret(Manifest manifest) {

    static final String GROUP = "external-secrets.io";
    static final String OF_CLUSTER = "ClusterExternalSecret";
    private static final Set<String> KINDS = Set.of("ExternalSecret", OF_CLUSTER);

    static boolean is(Manifest manifest) {
        return manifest.apiVersion().startsWith(GROUP + "/") && KINDS.contains(manifest.kind());
    }

    boolean isOfCluster() {
        return manifest.kind().equals(OF_CLUSTER);
    }

    /** The spec of the ExternalSecret. */
    JsonNode spec() {
        return manifest.tree().at(isOfCluster() ? "/spec/externalSecretSpec" : "/spec");
    }

    JsonNode target() {
        return spec().path("target");
    }

    /** The name of the ExternalSecret, or of each that it makes. */
    String externalSecretName() {
        return isOfCluster() ? manifest.tree().at("/spec/externalSecretName").asText(manifest.name()) : manifest.name();
    }

    /** The name of its Secret, or of each. */
    String secretName() {
        return target().path("name").asText(externalSecretName());
    }

    /** Labels or annotations of the ExternalSecret, which a Secret without a template gets. */
    JsonNode metadata(String what) {
        return manifest.tree().at((isOfCluster() ? "/spec/externalSecretMetadata/" : "/metadata/") + what);
    }

    /** What it calls generators by. */
    List<JsonNode> generatorRefs() {
        return spec().path("dataFrom")
                .valueStream()
                .map(source -> source.at("/sourceRef/generatorRef"))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** Whether values come from elsewhere too, a SecretStore for example. */
    boolean hasOtherSources() {
        return !spec().path("data").isEmpty()
                || spec().path("dataFrom").size() != generatorRefs().size();
    }

    /** Whether values have other names for its template or Secret than the generator gives them. */
    boolean renamesValues() {
        return spec().path("dataFrom").valueStream().anyMatch(source -> !source.path("rewrite")
                .isEmpty());
    }

    /** The ClusterExternalSecret that has made it. */
    Optional<String> madeBy() {
        return manifest.tree()
                .at("/metadata/ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("kind").asText().equals(OF_CLUSTER))
                .map(owner -> owner.path("name").asText())
                .findFirst();
    }

    String creationPolicy() {
        return target().path("creationPolicy").asText("Owner");
    }

    /** All that its template has of texts, with the code of the template. */
    String templateText() {
        return target().path("template")
                .path("data")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }
}
