package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.e2e.Install;
import io.ecroperator.status.StatusPatch;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written before something that cannot be taken back, on a real API server. */
@ExtendWith(SharedCluster.class)
class ApiServerPatchesIT {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private final KubernetesClient client;
    private final String namespace;
    private final StatusPatches patches = StatusPatches.toApiServer();
    private EcrRegistryConfiguration object;

    ApiServerPatchesIT(LocalCluster cluster) {
        Install.into(cluster);
        client = cluster.client();
        namespace = cluster.createNamespace("patches");
    }

    @BeforeEach
    void create() {
        object = client.resource(Serialization.unmarshal(
                        "metadata: {name: all, namespace: " + namespace + "}\nspec: {replication: {rules: []}}",
                        EcrRegistryConfiguration.class))
                .create();
    }

    @AfterEach
    void close() {
        client.resource(object).delete();
        client.close();
    }

    @Test
    void shouldLetOneOfTwoProcessesGoOnThatHaveReadTheSame() {
        // Given
        EcrRegistryConfiguration one = read();
        EcrRegistryConfiguration other = read();

        // When
        patches.announce(one, backfill(one, "eu-west-1"), context());
        KubernetesClientException refused = catchThrowableOfType(
                KubernetesClientException.class,
                () -> patches.announce(other, backfill(other, "us-east-2"), context()));

        // Then
        assertThat(refused.getCode()).isEqualTo(CONFLICT);
        assertThat(read().getStatus().backfills())
                .extracting(BackfillStatus::region)
                .containsExactly("eu-west-1");
    }

    @Test
    void shouldGoOnAfterItsOwnWrites() {
        // Given
        EcrRegistryConfiguration one = read();

        // When
        patches.annotate(one, "ecr-operator.io/may-exist", "true", context());
        patches.announce(one, backfill(one, "eu-west-1"), context());
        patches.announce(one, backfill(one, "us-east-2"), context());

        // Then
        assertThat(one.getMetadata().getAnnotations()).containsEntry("ecr-operator.io/may-exist", "true");
        assertThat(read().getMetadata().getAnnotations()).containsEntry("ecr-operator.io/may-exist", "true");
        assertThat(read().getStatus().backfills())
                .extracting(BackfillStatus::region)
                .containsExactly("us-east-2");
    }

    @Test
    void shouldWriteNothingToAnObjectThatIsGoneOrHasBeenCreatedAgain() {
        // Given
        EcrRegistryConfiguration before = read();
        client.resource(before).delete();

        // When
        int gone = refusalOfMark(before);
        create();
        int another = refusalOfMark(before);

        // Then
        assertThat(gone).isEqualTo(NOT_FOUND);
        assertThat(another).isEqualTo(INVALID);
        assertThat(read().getMetadata().getAnnotations()).isNullOrEmpty();
    }

    private int refusalOfMark(EcrRegistryConfiguration of) {
        return catchThrowableOfType(
                        KubernetesClientException.class,
                        () -> patches.annotate(of, "ecr-operator.io/may-exist", "true", context()))
                .getCode();
    }

    private EcrRegistryConfiguration read() {
        return client.resource(object).get();
    }

    private static EcrRegistryConfiguration backfill(EcrRegistryConfiguration of, String region) {
        EcrRegistryConfigurationStatus status = Serialization.unmarshal(
                "backfills: [{registryId: '111111111111', region: " + region + ", state: STARTING}]",
                EcrRegistryConfigurationStatus.class);
        return StatusPatch.of(new EcrRegistryConfiguration(), of, status);
    }

    @SuppressWarnings("unchecked") // a mock has no type arguments
    private Context<EcrRegistryConfiguration> context() {
        Context<EcrRegistryConfiguration> context = mock(Context.class, RETURNS_DEEP_STUBS);
        when(context.getClient()).thenReturn(client);
        when(context.getControllerConfiguration().fieldManager()).thenReturn("ecr-operator");
        return context;
    }
}
