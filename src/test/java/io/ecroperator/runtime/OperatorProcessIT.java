package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The process without AWS: starts, elections and stops on an API server of its own, which one test stops. */
class OperatorProcessIT {

    private static final Path CRD = Path.of("crds/ecrrepositories.ecr-operator.io-v1.yml");

    /** Longer than any test waits: a lease that another replica gets was given back. */
    private static final Duration LONG_LEASE = Duration.ofMinutes(10);

    private static LocalCluster cluster;
    private static KubernetesClient admin;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private String namespace;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = LocalCluster.start();
        admin = cluster.client();
        admin.resource(schemaless(admin.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .load(CRD.toFile())
                        .item()))
                .create();
        admin.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("ecrrepositories.ecr-operator.io")
                .waitUntilCondition(
                        crd -> crd.getStatus() != null
                                && crd.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Established")
                                                        && condition.getStatus().equals("True")),
                        10,
                        java.util.concurrent.TimeUnit.SECONDS);
    }

    @AfterAll
    static void stopCluster() {
        admin.close();
        cluster.close();
    }

    @BeforeEach
    void createNamespace() {
        namespace = cluster.createNamespace("process");
    }

    @AfterEach
    void stopProcesses() throws Exception {
        for (AutoCloseable process : running.reversed()) {
            process.close();
        }
    }

    @Test
    void shouldStartWithoutRestartWhenTheApiServerComesLater() throws IOException {
        // Given
        cluster.stopApiServer();
        OperatorProcess process = process("a", LONG_LEASE, new HeldReconciler());

        // When
        process.start();

        // Then
        await("the starter to have tried").during(Duration.ofSeconds(3)).untilAsserted(() -> {
            assertThat(process.ready()).isFalse();
            assertThat(process.informers().stoppedKind()).isEmpty();
        });
        cluster.startApiServer();
        awaitReady(process);
        assertThat(process.leads()).isTrue();
        assertThat(live(process)).isTrue();
    }

    @Test
    void shouldBeReadyAndIdleWhenAnotherLeads() {
        // Given
        OperatorProcess leader = process("a", LONG_LEASE, new HeldReconciler());
        leader.start();
        awaitReady(leader);
        HeldReconciler idle = new HeldReconciler();
        OperatorProcess other = process("b", LONG_LEASE, idle);

        // When
        other.start();

        // Then
        awaitReady(other);
        create("{}", "api");
        assertThat(other.leads()).isFalse();
        assertThat(idle.seen()).isEmpty();
    }

    @Test
    void shouldHandTheLeaseOverOnlyAndAtOnceWhenTheLastReconcileIsDone() {
        // Given
        HeldReconciler held = new HeldReconciler();
        held.hold();
        OperatorProcess leader = process("a", LONG_LEASE, held);
        leader.start();
        awaitReady(leader);
        create("{}", "api");
        await("a reconcile to be in flight").until(() -> held.seen().contains("api"));
        OperatorProcess next = process("b", LONG_LEASE, new HeldReconciler());
        next.start();
        awaitReady(next);

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(leader::stop);

        // Then
        await("the stop to wait").during(Duration.ofSeconds(2)).until(() -> !stop.isDone() && !next.leads());
        held.release();
        // The SDK asks for the lease in a seventh of its time, here 86 s; what matters is that it is free.
        await("the stop to end").until(stop::isDone);
        assertThat(holder()).isEmpty();
        assertThat(held.finished()).containsExactly("api");
        assertThat(lost).isFalse();
    }

    @Test
    void shouldLeadSoonWhenTheLeaderStops() {
        // Given
        OperatorProcess leader = process("a", Duration.ofSeconds(20), new HeldReconciler());
        leader.start();
        awaitReady(leader);
        OperatorProcess next = process("b", Duration.ofSeconds(20), new HeldReconciler());
        next.start();
        awaitReady(next);

        // When
        leader.stop();

        // Then
        await("the other to lead before the lease would have run out")
                .atMost(Duration.ofSeconds(10))
                .until(next::leads);
    }

    @Test
    void shouldEndWhenTheLeaseIsLost() {
        // Given
        OperatorProcess leader = process("a", Duration.ofSeconds(6), new HeldReconciler());
        leader.start();
        awaitReady(leader);

        // When
        admin.leases().inNamespace(namespace).withName("ecr-operator").edit(lease -> new LeaseBuilder(lease)
                .editSpec()
                .withHolderIdentity("thief")
                .withLeaseDurationSeconds(600)
                .endSpec()
                .build());

        // Then
        await("the loss to be noticed").untilTrue(lost);
        assertThat(leader.leads()).isFalse();
    }

    @Test
    void shouldReconcileTheOthersWhenSomeObjectsCannotBeRead() {
        // Given
        create("{\"tags\": \"text\"}", "poison-listed");
        create("{}", "good-listed");
        HeldReconciler reconciler = new HeldReconciler();
        OperatorProcess process = process("a", LONG_LEASE, reconciler);
        process.start();
        awaitReady(process);

        // When
        create("{\"deletionPolicy\": \"Unheard\", \"tags\": [[]]}", "poison-watched");
        create("{}", "good-watched");

        // Then
        await("all objects to be reconciled").until(() -> reconciler
                .finished()
                .containsAll(List.of("poison-listed", "good-listed", "poison-watched", "good-watched")));
        assertThat(live(process)).isTrue();
        assertThat(process.ready()).isTrue();
    }

    private OperatorProcess process(String identity, Duration lease, HeldReconciler reconciler) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ECR_OPERATOR_NAMESPACES", namespace);
        settings.put("ECR_OPERATOR_LEADER_ELECTION_NAMESPACE", namespace);
        settings.put("ECR_OPERATOR_LEADER_ELECTION_LEASE_DURATION", lease.toSeconds() + "s");
        KubernetesClient client = ApiServerClient.create(config(), "test");
        running.add(client);
        OperatorProcess process = new OperatorProcess(
                Settings.of(settings),
                client,
                List.of(ControllerRegistration.of(reconciler, overrider -> {})),
                Metrics.NOOP,
                new Random(1),
                identity,
                () -> lost.set(true));
        running.add(process::stop);
        running.add(reconciler::release);
        return process;
    }

    private static Config config() {
        try {
            return Config.fromKubeconfig(Files.readString(cluster.kubeconfigFile()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitReady(OperatorProcess process) {
        await("the process to be ready").atMost(Duration.ofSeconds(60)).until(process::ready);
    }

    private static boolean live(OperatorProcess process) {
        return process.informers().stoppedKind().isEmpty();
    }

    private String holder() {
        String holder = admin.leases()
                .inNamespace(namespace)
                .withName("ecr-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
        return holder == null ? "" : holder;
    }

    private void create(String spec, String name) {
        String yaml = """
                {"apiVersion": "ecr-operator.io/v1alpha1", "kind": "EcrRepository",
                 "metadata": {"name": "%s", "namespace": "%s"}, "spec": %s}
                """.formatted(name, namespace, spec);
        assertThat(cluster.kubectlWithInput(yaml, "create", "-f", "-").exitCode())
                .isZero();
    }

    /** Takes every object, as an older or newer version of the CRD may have. */
    private static CustomResourceDefinition schemaless(CustomResourceDefinition crd) {
        return new CustomResourceDefinitionBuilder(crd)
                .editSpec()
                .editMatchingVersion(version -> version.getName().equals("v1alpha1"))
                .editSchema()
                .withOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                        .withType("object")
                        .withXKubernetesPreserveUnknownFields(true)
                        .build())
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
