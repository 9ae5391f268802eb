package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pull secrets while ECR leaves every reconcile that calls it without an answer. */
@ExtendWith(SharedCluster.class)
class PullSecretsBesideTroubleIT {

    /** Less than the time after which a call without an answer gives its thread back. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private World world;
    private ClusterPullSecret pullSecret;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        Install.pullSecretsEverywhere(cluster);
        pullSecret = new ClusterPullSecret(world);
        world.startOperator(
                Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER_WITH_SERVICE_ACCOUNTS, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        world.faults().clear();
        world.deletePullSecrets();
        pullSecret.close();
    }

    @Test
    void shouldServeNewNamespacesObjectsAndServiceAccountsWhenAllThatCallEcrWait() {
        // Given
        world.applyReady("first", "");
        world.faults().on("CreateRepository").hold();
        for (int i = 0; i < 2 * OperatorUnderTest.THREADS; i++) {
            world.apply("waits-" + i, "");
        }
        World.eventually("all threads wait", () -> assertThat(world.emulator().callsInFlight())
                .isEqualTo(OperatorUnderTest.THREADS));

        // When
        pullSecret.apply("");
        String namespace = pullSecret.selectedNamespace();

        // Then
        soon(() -> assertThat(secret(namespace, pullSecret.name())).isNotNull());

        // When
        createAccount("builder");
        applyPullSecret("own", "{mode: Named, names: [builder]}");

        // Then
        soon(() -> assertThat(secret(world.namespace(), "own")).isNotNull());
        soon(() -> assertThat(account("builder").getImagePullSecrets())
                .extracting(LocalObjectReference::getName)
                .containsExactly("own"));
        assertThat(world.emulator().callsInFlight()).isEqualTo(OperatorUnderTest.THREADS);
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    private Secret secret(String namespace, String name) {
        return world.user().secrets().inNamespace(namespace).withName(name).get();
    }

    private ServiceAccount account(String name) {
        return world.user()
                .serviceAccounts()
                .inNamespace(world.namespace())
                .withName(name)
                .get();
    }

    private void createAccount(String name) {
        world.user()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .build())
                .create();
    }

    private void applyPullSecret(String name, String serviceAccounts) {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrPullSecret
                metadata: {name: %s, namespace: %s}
                spec:
                  registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                  serviceAccounts: %s
                """.formatted(name, world.namespace(), serviceAccounts);
        world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }
}
