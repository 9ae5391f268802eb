package io.ecroperator.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real API server, with the rights that the shipped ClusterRole gives and no others. */
@ExtendWith(SharedCluster.class)
class EventRecorderIT {

    private static final Path ROLE = Path.of("deploy/install/02-ClusterRole.ecr-operator-managed.yaml");
    private static final String USER = "event-recorder";

    private final LocalCluster cluster;
    private final KubernetesClient admin;
    private final KubernetesClient client;
    private final VirtualClock clock = new VirtualClock();
    private final AtomicInteger dropped = new AtomicInteger();
    private final EventRecorder recorder;
    private ConfigMap about;

    EventRecorderIT(LocalCluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.client();
        this.client = cluster.clientAs(USER);
        this.recorder = new EventRecorder(client, clock, dropped::incrementAndGet);
    }

    @BeforeEach
    void createObject() {
        ClusterRole role = admin.rbac().clusterRoles().load(ROLE.toFile()).item();
        admin.resource(role).serverSideApply();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(USER)
                        .endMetadata()
                        .withNewRoleRef(
                                "rbac.authorization.k8s.io",
                                "ClusterRole",
                                role.getMetadata().getName())
                        .addNewSubject("rbac.authorization.k8s.io", "User", USER, null)
                        .build())
                .serverSideApply();
        about = admin.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("a".repeat(253))
                        .withNamespace(cluster.createNamespace("events"))
                        .endMetadata()
                        .build())
                .create();
        await("the rights to be in force")
                .until(() -> cluster.kubectl("auth", "can-i", "create", "events", "--as", USER)
                        .stdout()
                        .startsWith("yes"));
    }

    @AfterEach
    void close() {
        recorder.close();
        client.close();
        admin.close();
    }

    @Test
    void shouldBeFoundByKubectlWhenRecorded() {
        // When
        recorder.warning(about, "AccessDenied", "no");

        // Then
        Event event = awaitEvents(1).getFirst();
        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getReason()).isEqualTo("AccessDenied");
        assertThat(event.getMessage()).isEqualTo("no");
        assertThat(event.getReportingComponent()).isEqualTo("ecr-operator");
        assertThat(event.getFirstTimestamp()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(event.getInvolvedObject().getUid())
                .isEqualTo(about.getMetadata().getUid());
        assertThat(event.getInvolvedObject().getResourceVersion()).isNull();
        assertThat(dropped).hasValue(0);
    }

    @Test
    void shouldRaiseTheCountOncePerMinuteWhenRepeated() {
        // Given
        recorder.normal(about, "Updated", "tags");
        awaitEvents(1);

        // When
        for (int second = 1; second <= 65; second++) {
            clock.pass(Duration.ofSeconds(1));
            recorder.normal(about, "Updated", "tags");
        }
        awaitCount(61);
        recorder.close();

        // Then
        Event event = awaitEvents(1).getFirst();
        assertThat(event.getCount()).as("the last ones are written at the end").isEqualTo(66);
        assertThat(event.getFirstTimestamp()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(event.getLastTimestamp()).isEqualTo("2026-01-02T00:01:05Z");
        assertThat(dropped).hasValue(0);
    }

    @Test
    void shouldWriteASecondEventWhenTheFirstIsLongAgo() {
        // Given
        recorder.normal(about, "Updated", "tags");
        awaitEvents(1);
        clock.pass(EventWriter.REPEATED_WITHIN.plusSeconds(1));

        // When
        recorder.normal(about, "Updated", "tags");

        // Then
        assertThat(awaitEvents(2)).allMatch(event -> event.getCount() == 1);
    }

    @Test
    void shouldWriteASecondEventWhenTheClockIsSetFarBack() {
        // Given
        recorder.normal(about, "Updated", "tags");
        awaitEvents(1);
        clock.pass(Duration.ofHours(-10));

        // When
        recorder.normal(about, "Updated", "tags");

        // Then
        assertThat(awaitEvents(2)).allMatch(event -> event.getCount() == 1);
    }

    @Test
    void shouldWriteANewEventWhenTheFirstHasExpired() {
        // Given
        recorder.normal(about, "Updated", "tags");
        Event first = awaitEvents(1).getFirst();
        admin.resource(first).delete();
        clock.pass(EventWriter.BETWEEN_PATCHES);
        recorder.normal(about, "Updated", "tags");
        await("the patch to fail").untilAtomic(dropped, org.hamcrest.Matchers.is(1));

        // When
        recorder.normal(about, "Updated", "tags");

        // Then
        assertThat(awaitEvents(1).getFirst().getMetadata().getUid())
                .isNotEqualTo(first.getMetadata().getUid());
    }

    @Test
    void shouldCutTheMessageBetweenCharactersWhenItIsTooLong() {
        // Given
        String message = "x".repeat(1022) + "🚢".repeat(10);

        // When
        recorder.normal(about, "Updated", message);

        // Then
        assertThat(awaitEvents(1).getFirst().getMessage()).isEqualTo("x".repeat(1022) + "…");
    }

    @Test
    void shouldUseTheDefaultNamespaceWhenTheObjectIsOfTheCluster() {
        // Given
        String name = cluster.createNamespace("events-cluster");
        var namespace = new NamespaceBuilder(admin.namespaces().withName(name).get()).build();

        // When
        recorder.normal(namespace, "Updated", name);

        // Then
        await("the Event").until(() -> admin.v1().events().inNamespace("default").list().getItems().stream()
                .anyMatch(event -> event.getMessage().equals(name)));
    }

    @Test
    void shouldCountWhatIsLostWhenTheApiServerRefuses() {
        // Given
        about.getMetadata().setNamespace("no-such-namespace");

        // When
        recorder.normal(about, "Updated", "tags");

        // Then
        await("the loss to be counted").untilAtomic(dropped, org.hamcrest.Matchers.is(1));
    }

    private List<Event> awaitEvents(int number) {
        return await("Events about the object").until(this::events, events -> events.size() == number);
    }

    private void awaitCount(int count) {
        await("the count to be raised").until(() -> events().getFirst().getCount() >= count);
    }

    private List<Event> events() {
        return admin.v1()
                .events()
                .inNamespace(about.getMetadata().getNamespace())
                .list()
                .getItems();
    }
}
