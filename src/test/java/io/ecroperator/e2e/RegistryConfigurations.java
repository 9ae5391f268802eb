package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.OptimisticEdit;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** EcrRegistryConfigurations of a world, and the settings of its registry. */
final class RegistryConfigurations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;

    RegistryConfigurations(World world) {
        this.world = world;
    }

    /** Applies an object; {@code spec} is YAML. */
    void apply(String namespace, String name, String spec) {
        EcrRegistryConfiguration object = new EcrRegistryConfiguration();
        object.getMetadata().setNamespace(namespace);
        object.getMetadata().setName(name);
        object.setSpec(Serialization.unmarshal(spec, EcrRegistryConfigurationSpec.class));
        world.user().resource(object).forceConflicts().serverSideApply();
    }

    Resource<EcrRegistryConfiguration> resource(String namespace, String name) {
        return world.user()
                .resources(EcrRegistryConfiguration.class)
                .inNamespace(namespace)
                .withName(name);
    }

    EcrRegistryConfiguration get(String namespace, String name) {
        return resource(namespace, name).get();
    }

    void annotate(String namespace, String name, String key, String value) {
        OptimisticEdit.of(resource(namespace, name), object -> {
            object.getMetadata().setAnnotations(Map.of(key, value));
            return object;
        });
    }

    /** Status, reason and message of Ready, of the present generation. */
    String ready(String namespace, String name) {
        EcrRegistryConfiguration object = get(namespace, name);
        Condition ready = Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                .orElseThrow();
        assertThat(ready.getObservedGeneration()).isEqualTo(object.getMetadata().getGeneration());
        return ready.getStatus() + " " + ready.getReason() + ": " + ready.getMessage();
    }

    void awaitReady(String namespace, String name) {
        World.eventually(namespace + "/" + name + " is ready", () -> assertThat(ready(namespace, name))
                .startsWith("True InSync"));
    }

    void awaitGone(String namespace, String name) {
        World.eventually(namespace + "/" + name + " is gone", () -> assertThat(get(namespace, name))
                .isNull());
    }

    private Registry registry() {
        return world.emulator().registry(World.ACCOUNT, World.REGION);
    }

    /** What an operation of ECR answers. */
    JsonNode call(String operation, String request) {
        return registry().call(operation, request);
    }

    /** The registry policy. */
    JsonNode policy() {
        try {
            return JSON.readTree(
                    call("GetRegistryPolicy", "{}").path("policyText").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode replication() {
        return call("DescribeRegistry", "{}").path("replicationConfiguration");
    }
}
