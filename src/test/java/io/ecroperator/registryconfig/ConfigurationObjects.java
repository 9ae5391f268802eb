package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.aws.RegistryId;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** EcrRegistryConfigurations for tests. */
final class ConfigurationObjects {

    static final RegistryId REGISTRY = new RegistryId("123456789012", "eu-central-1");

    private ConfigurationObjects() {}

    /** One of generation 1; {@code spec} is YAML. */
    static EcrRegistryConfiguration object(String namespace, String name, String spec) {
        EcrRegistryConfiguration object = new EcrRegistryConfiguration();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid(namespace + "-" + name)
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-30T07:00:00Z")
                .build());
        object.setSpec(Serialization.unmarshal(spec, EcrRegistryConfigurationSpec.class));
        return object;
    }

    /** The object as after an edit. */
    static void edit(EcrRegistryConfiguration object, String spec) {
        object.setSpec(Serialization.unmarshal(spec, EcrRegistryConfigurationSpec.class));
        object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
    }

    static void delete(EcrRegistryConfiguration object) {
        object.getMetadata().setDeletionTimestamp("2026-11-30T08:00:00Z");
    }

    static void annotate(EcrRegistryConfiguration object, String key, String value) {
        object.getMetadata().setAnnotations(Map.of(key, value));
    }

    /** A section that replicates to Ireland. */
    static String replicates(String prefix) {
        return "replication: {rules: [{destinations: [{region: eu-west-1, registryId: '123456789012'}],"
                + " repositoryFilters: [{filterType: PREFIX_MATCH, filter: " + prefix + "}]}]}";
    }

    /** A section with one statement. */
    static String allows(String sid) {
        return "policy: {statements: [{sid: " + sid
                + ", effect: Allow, principal: {AWS: ['111122223333']}, action: ['ecr:ReplicateImage']}]}";
    }
}
