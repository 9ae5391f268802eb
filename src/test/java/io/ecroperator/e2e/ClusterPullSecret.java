package io.ecroperator.e2e;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.support.OptimisticEdit;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The ClusterEcrPullSecret of a world, and the namespaces that it selects. */
record ClusterPullSecret(World world) {

    private static final String LABEL = "pulls-for";

    /** Another one in each world, since these objects are in no namespace. */
    String name() {
        return "pull-" + world.namespace();
    }

    Resource<ClusterEcrPullSecret> object() {
        return world.user().resources(ClusterEcrPullSecret.class).withName(name());
    }

    /** Applies it, for one region; {@code excluded} is the name of a namespace, or empty. */
    void apply(String excluded) {
        apply("{matchLabels: {" + LABEL + ": " + world.namespace() + "}}", excluded);
    }

    /** The same with another selector, in YAML. */
    void apply(String selector, String excluded) {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: ClusterEcrPullSecret
                metadata: {name: %s}
                spec:
                  registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                  namespaceSelector: %s
                  excludeNamespaces: [%s]
                """.formatted(name(), selector, excluded);
        world.user()
                .resources(ClusterEcrPullSecret.class)
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    /** Creates a namespace that it selects. */
    String selectedNamespace() {
        String name = world.cluster().createNamespace("pulls");
        label(name, Map.of(LABEL, world.namespace()));
        return name;
    }

    /** Has a namespace selected that is there. */
    void select(String namespace) {
        label(namespace, Map.of(LABEL, world.namespace()));
    }

    /** Gives a namespace these labels and no others. */
    void label(String namespace, Map<String, String> labels) {
        OptimisticEdit.of(world.user().namespaces().withName(namespace), object -> new NamespaceBuilder(object)
                .editMetadata()
                .withLabels(labels)
                .endMetadata()
                .build());
    }

    /** Ends the operator, the object and the rights for it, which would serve later worlds, and the world. */
    void close() {
        world.stopOperator();
        object().delete();
        Install.noPullSecretsAnywhere(world.cluster());
        world.close();
    }
}
