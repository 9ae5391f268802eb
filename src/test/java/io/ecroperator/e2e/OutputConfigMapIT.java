package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API server refuses to an output ConfigMap is told, and the pass that has changed ECR still leaves its status. */
@ExtendWith(SharedCluster.class)
class OutputConfigMapIT {

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        world.startOperatorWithOutputConfigMaps();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldRememberTheTagsOfARepositoryWhoseConfigMapAQuotaRefuses() {
        // Given
        allowConfigMaps(0);

        // When
        world.apply("api", "tags: {team: a}\noutput: {configMapName: api-ecr}");

        // Then
        assertThat(refusal("api")).contains("ConfigMap api-ecr was not written", "few", "count/configmaps=0");
        assertThat(world.get("api").getStatus().managedTagKeys()).contains("team");
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.TRUE, Reason.IN_SYNC);

        // When
        allowConfigMaps(5);

        // Then
        world.awaitReady("api");
        assertThat(configMap("api-ecr").get()).isNotNull();
    }

    @Test
    void shouldTellWhoServesOutputConfigMapsWhereNobodyDoes() {
        // Given
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // When
        world.apply("api", "output: {configMapName: api-ecr}");

        // Then
        assertThat(refusal("api"))
                .contains("api-ecr", "deploy/output-config-maps", "ecr-operator.output-config-maps.enabled=true");
        assertThat(configMap("api-ecr").get()).isNull();
        world.awaitCondition("api", ConditionType.SYNCED, ConditionStatus.TRUE, Reason.IN_SYNC);
    }

    @Test
    void shouldTellOfAConfigMapThatIsImmutable() {
        // Given
        world.applyReady("api", "output: {configMapName: api-ecr}");

        // When
        configMap("api-ecr").edit(map -> new ConfigMapBuilder(map)
                .withData(Map.of("region", "elsewhere"))
                .withImmutable(true)
                .build());

        // Then
        assertThat(refusal("api")).contains("immutable", "Delete it");

        // When
        configMap("api-ecr").delete();

        // Then
        world.awaitReady("api");
        assertThat(configMap("api-ecr").get().getData()).containsEntry("region", World.REGION);
    }

    @Test
    void shouldTellOfANamespaceThatIsBeingDeleted() {
        // Given
        world.applyReady("api", "{}");
        world.user().namespaces().withName(world.namespace()).delete();

        // When
        world.apply("api", "tags: {team: a}\noutput: {configMapName: api-ecr}");

        // Then
        assertThat(refusal("api")).contains("the namespace is being deleted");
        assertThat(world.get("api").getStatus().managedTagKeys()).contains("team");
    }

    private String refusal(String name) {
        EcrRepository object = world.awaitNotReady(name, Reason.CONFIG_MAP_NOT_WRITTEN);
        return World.condition(object, ConditionType.READY).getMessage();
    }

    private Resource<ConfigMap> configMap(String name) {
        return world.user().configMaps().inNamespace(world.namespace()).withName(name);
    }

    /** No controller counts for a quota here, so the test says what is used. */
    private void allowConfigMaps(int allowed) {
        Map<String, Quantity> hard = Map.of("count/configmaps", new Quantity(Integer.toString(allowed)));
        var quota = world.user()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("few")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHard(hard)
                        .endSpec()
                        .withNewStatus()
                        .withHard(hard)
                        .withUsed(Map.of("count/configmaps", new Quantity("0")))
                        .endStatus()
                        .build());
        quota.forceConflicts().serverSideApply();
        quota.updateStatus();
    }
}
