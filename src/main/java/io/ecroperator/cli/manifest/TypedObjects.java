package io.ecroperator.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.runtime.LenientObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;

/** Documents as the operator reads them. Apart from the reader, since a command that needs trees alone starts faster. */
final class TypedObjects {

    private static final KubernetesSerialization OBJECTS = LenientObjects.serialization();

    private TypedObjects() {}

    /** Empty for kinds that are neither the operator's nor Namespaces. */
    static Optional<HasMetadata> of(ObjectNode tree) {
        return type(tree.path("apiVersion").asText(), tree.path("kind").asText())
                .map(type -> OBJECTS.convertValue(tree, type));
    }

    private static Optional<Class<? extends HasMetadata>> type(String apiVersion, String kind) {
        return apiVersion.equals("v1") && kind.equals("Namespace")
                ? Optional.of(Namespace.class)
                : OurKinds.of(apiVersion, kind).map(ours -> ours);
    }
}
