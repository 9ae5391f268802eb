package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;

/**
 * A generator of External Secrets that asks ECR for tokens (<a
 * href="https://external-secrets.io/latest/api/generator/ecr/">AWS Elastic Container Registry</a>).
 *
 * @param manifest the ECRAuthorizationToken, or the ClusterGenerator that says the same
 * @param spec of ECRAuthorizationToken
 * @param namespace where its credentials are if it does not say so; empty for that of whoever applies the manifests
 */
record EcrGenerator(Manifest manifest, JsonNode spec, String namespace) {

    static final String GROUP = "generators.external-secrets.io";
    static final String KIND = "ECRAuthorizationToken";
    static final String OF_CLUSTER = "ClusterGenerator";

    boolean isOfCluster() {
        return manifest.kind().equals(OF_CLUSTER);
    }

    boolean isPublic() {
        return spec.path("scope").asText().equalsIgnoreCase("public");
    }

    String region() {
        return spec.path("region").asText();
    }

    /** Where a ServiceAccount or Secret is that it refers to: only a ClusterGenerator may say so. */
    String namespaceOf(JsonNode reference) {
        return isOfCluster() ? reference.path("namespace").asText(namespace) : namespace;
    }

    /** Whether it refers to a ServiceAccount or Secret of the namespace of whoever calls it. */
    static boolean dependsOnNamespace(JsonNode spec, boolean ofCluster) {
        JsonNode auth = spec.path("auth");
        boolean refers = auth.at("/jwt/serviceAccountRef").isObject()
                || auth.path("secretRef").isObject();
        return refers
                && (!ofCluster || auth.findParents("name").stream().anyMatch(reference -> !reference.has("namespace")));
    }
}
