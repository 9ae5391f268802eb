package io.ecroperator.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.RegistryView;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.DeletionPolicies;
import io.ecroperator.managed.InMemoryWrites;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Pass;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.InMemoryRegistries;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One object and one registry without Kubernetes: the pass and the status are the real ones. */
final class RepositoryWorld {

    static final String NAME = "api";
    static final String CLUSTER = "prod";
    static final String CLUSTER_UID = "0f1e2d3c-0000-4000-8000-000000000001";
    static final Periods PERIODS = new Periods(Duration.ofMinutes(5), Duration.ofHours(1));
    private static final ObjectMapper YAML = new YAMLMapper();

    final VirtualClock clock = new VirtualClock();
    final InMemoryEcr ecr = new InMemoryEcr(clock);
    final InMemoryWrites<EcrRepositoryStatus> writes = new InMemoryWrites<>();
    private final EcrRepository object = new EcrRepository();
    private final ObjectNode spec = YAML.createObjectNode();
    private VirtualScheduler scheduler;
    private EcrConnection connection;
    private EcrRepositoryKind kind;
    private Pass<EcrRepository, EcrRepositoryStatus, DesiredRepository, ViewedRepository, RepositoryChange> pass;
    private int requests;
    private boolean paused;

    RepositoryWorld() {
        object.setMetadata(new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace("team")
                .withUid("11111111-2222-3333-4444-555555555555")
                .withGeneration(0L)
                .build());
        restart();
        edit("adoptionPolicy", "IfUnowned");
    }

    /** A new process: nothing is known but what the status remembers. */
    void restart() {
        scheduler = new VirtualScheduler(clock);
        Registries registries = InMemoryRegistries.of(ecr, PERIODS, clock, scheduler, Powers.NONE);
        connection = registries.own();
        kind = new EcrRepositoryKind(
                any -> PolicyAttachments.NONE, registries, Cluster.of(CLUSTER, CLUSTER_UID), clock);
        pass = new Pass<>(kind);
    }

    /** Sets a field of the spec to a value in YAML, or takes it out ({@code null}). */
    void edit(String field, String value) {
        try {
            JsonNode before = spec.deepCopy();
            if (value == null) {
                spec.remove(field);
            } else {
                spec.set(field, YAML.readTree(value));
            }
            if (!spec.equals(before)) {
                object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
            }
            object.setSpec(YAML.treeToValue(spec, EcrRepositorySpec.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs in the background; another one after each restart. */
    VirtualScheduler scheduler() {
        return scheduler;
    }

    RegistryReference registry() {
        return new RegistryReference.Resolved(Optional.empty(), connection, Powers.NONE, Optional.empty());
    }

    RegistryView view() {
        return connection.view();
    }

    /** The spec as the user has written it. */
    JsonNode spec() {
        return spec;
    }

    boolean sweep() {
        return connection.sweep();
    }

    /** The user asks for rest. */
    void pause() {
        paused = true;
        view().untrack(object.getMetadata().getUid(), NAME);
        reconcile();
    }

    /** The user lets the operator go on. */
    void goOn() {
        paused = false;
    }

    /** One reconcile; the status is what it leaves. */
    Outcome<DesiredRepository, ViewedRepository, RepositoryChange> reconcile() {
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome = paused
                ? new Outcome.Paused<>()
                : pass.run(connection, object, resolved(PolicyAttachments.NONE), writes);
        object.setStatus(RepositoryWorld.status(object, outcome, clock));
        return outcome;
    }

    /** One reconcile that trusts nothing it has read before. */
    Outcome<DesiredRepository, ViewedRepository, RepositoryChange> reconcileAfresh() {
        requestLook();
        return reconcile();
    }

    /** The user asks for a fresh look, which the next reconcile takes. */
    void requestLook() {
        requests = requests + 1;
        object.getMetadata().setAnnotations(Map.of(RequestAnnotations.REQUESTED_AT, String.valueOf(requests)));
    }

    DesiredRepository desired() {
        return desired(PolicyAttachments.NONE);
    }

    DesiredRepository desired(PolicyAttachments attachments) {
        return resolved(attachments).desired();
    }

    private Resolved<DesiredRepository> resolved(PolicyAttachments attachments) {
        if (new RepositoryResolver(Cluster.of(CLUSTER, CLUSTER_UID))
                        .resolve(object, attachments, Powers.NONE, Optional.empty())
                instanceof Resolved<DesiredRepository> resolved) {
            return resolved;
        }
        throw new IllegalStateException("the test's spec is refused: " + spec);
    }

    /** The status that an object has after a pass. */
    static EcrRepositoryStatus status(
            EcrRepository object, Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome, Clock clock) {
        return new RepositoryStatusFactory(clock)
                .status(object, new StatusFactory<>(EcrRepositoryKind.FACTS, clock).common(object, outcome), outcome);
    }

    /** One step of the object's deletion. */
    Deletion delete(boolean claimedByAnother) {
        return new DeletionPolicies<>(EcrRepositoryKind.FACTS)
                .delete(object, registry(), claimedByAnother, registry -> kind.delete(registry.connection(), object));
    }

    EcrRepository object() {
        return object;
    }
}
