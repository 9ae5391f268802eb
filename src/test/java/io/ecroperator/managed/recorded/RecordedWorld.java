package io.ecroperator.managed.recorded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Listing;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.DeletionPolicies;
import io.ecroperator.managed.ManagedKind;
import io.ecroperator.managed.ObjectWrites;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Pass;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One object of a kind without tags and one registry, without Kubernetes: the pass and the status are the real ones. */
public final class RecordedWorld<
        R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem> {

    /** The account of the registry. */
    public static final String ACCOUNT = InMemoryEcr.ACCOUNT;

    /**
     * The kind.
     *
     * @param kind of a new process
     * @param behind puts what is there behind a registry's doors
     */
    public record Subject<
            R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem>(
            BiFunction<Registries, Clock, ManagedKind<R, S, ?, ?, ?>> kind,
            Function<EcrConnection, Listing<T>> listing,
            BiFunction<InMemoryItems<T>, RegistryDoors, RegistryDoors> behind) {}

    /** What a process does with the object. */
    @SuppressWarnings("JavaLangClash") // of the operator
    private interface Process<R, S> {

        S reconcile(EcrConnection aws, R object, ObjectWrites<S> writes);

        Deletion delete(EcrConnection aws, R object);

        Deletion deleteWithoutAccess(R object);

        void leave(R object);
    }

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryItems<T> ecr = new InMemoryItems<>(clock);
    private final Subject<R, S, T> subject;
    private final R object;
    private Runnable onTheWay = () -> {};
    private int statusWrites;
    private VirtualScheduler scheduler;
    private EcrConnection connection;
    private Process<R, S> process;

    /** Of an empty registry and a new object. */
    public RecordedWorld(Subject<R, S, T> subject, R object) {
        this.subject = subject;
        this.object = object;
        restart();
    }

    /** A new process: nothing is known but what the status says. */
    public void restart() {
        scheduler = new VirtualScheduler(clock);
        Connections connections = new Connections(
                new Doors(registry -> subject.behind().apply(ecr, registry)),
                new Background(clock, new Random(1), scheduler, Runnable::run, Heartbeats.unwatched()));
        Registries registries = new Registries(
                connections,
                new OwnRegistry(
                        connections,
                        ConnectionSpec.ambient(),
                        new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                        Powers.NONE),
                EcrRegistries.notServed());
        connection = registries.own();
        process = process(subject.kind().apply(registries, clock), clock);
    }

    /** What ECR has, and how it fails. */
    public InMemoryItems<T> ecr() {
        return ecr;
    }

    /** The object; its status is what the last pass has left. */
    public R object() {
        return object;
    }

    /** The user edits the spec. */
    public void edit(Consumer<R> edits) {
        edits.accept(object);
        object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
    }

    /** The user writes a text into a field of the spec, of which not all kinds have the same type. */
    @SuppressWarnings({"unchecked", "rawtypes", "deprecation"
    }) // of the object's own class, with the mapper of the client
    public void edit(String field, String text) {
        ObjectNode json = Serialization.jsonMapper().valueToTree(object);
        json.withObject("/spec").put(field, text);
        CustomResource edited = Serialization.jsonMapper().convertValue(json, object.getClass());
        ((CustomResource) object).setSpec(edited.getSpec());
        object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
    }

    /** Somebody writes a text into a field of the status. */
    @SuppressWarnings({"unchecked", "deprecation"}) // of the object's own class, with the mapper of the client
    public void mangle(String field, String text) {
        ObjectNode json = Serialization.jsonMapper().valueToTree(object);
        json.withObject("/status").put(field, text);
        R mangled = (R) Serialization.jsonMapper().convertValue(json, object.getClass());
        object.setStatus(mangled.getStatus());
    }

    /** Time passes, with what runs in the background. */
    public void pass(Duration time) {
        scheduler.pass(time);
    }

    /** The listing is read now. */
    public boolean list() {
        return subject.listing().apply(connection).refresh();
    }

    /** One pass, a minute after the last one. */
    public void reconcile() {
        subject.listing().apply(connection).track("test");
        pass(Duration.ofMinutes(1));
        S left = process.reconcile(connection, Serialization.clone(object), writes());
        if (!left.equals(object.getStatus())) {
            write(left);
        }
    }

    /** What happens while a call or a status is on its way, and again while its answer is. */
    public void onTheWay(Runnable happening) {
        onTheWay = happening;
        ecr.onTheWay(happening);
    }

    private void write(S status) {
        onTheWay.run();
        object.setStatus(status);
        statusWrites = statusWrites + 1;
        onTheWay.run();
    }

    private ObjectWrites<S> writes() {
        return new ObjectWrites<>() {
            @Override
            public void mark() {
                onTheWay.run();
                object.getMetadata().setAnnotations(Map.of("ecr-operator.io/may-exist", "true"));
                onTheWay.run();
            }

            @Override
            public void announce(S status) {
                write(status);
            }
        };
    }

    /** How often a status was written so far. */
    public int statusWrites() {
        return statusWrites;
    }

    /** One step of the object's deletion while its namespace may not use the registry. */
    public Deletion deleteWithoutAccess() {
        return process.deleteWithoutAccess(Serialization.clone(object));
    }

    /** One step of the object's deletion. */
    public Deletion delete() {
        return process.delete(connection, Serialization.clone(object));
    }

    /** The object goes and leaves in ECR what is there; from now on it is another one, of the same spec. */
    public void replace() {
        R leaving = Serialization.clone(object);
        leaving.getMetadata().setDeletionTimestamp(clock.instant().toString());
        process.leave(leaving);
        object.getMetadata().setAnnotations(null);
        object.getMetadata().setUid("another");
        object.setStatus(null);
    }

    /** The condition Ready: {@code True InSync}. */
    public String ready() {
        return Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .orElse("");
    }

    private static <
                    R extends CustomResource<? extends ManagedSpec, S>,
                    S extends RecordedStatus,
                    D,
                    V,
                    C extends Change>
            Process<R, S> process(ManagedKind<R, S, D, V, C> kind, Clock clock) {
        Pass<R, S, D, V, C> pass = new Pass<>(kind);
        return new Process<>() {
            @Override
            public S reconcile(EcrConnection aws, R object, ObjectWrites<S> writes) {
                RegistryReference.Resolved registry =
                        new RegistryReference.Resolved(Optional.empty(), aws, Powers.NONE, Optional.empty());
                if (!(kind.resolve(object, registry) instanceof Resolved<D> wanted)) {
                    throw new IllegalStateException("the test's spec is refused");
                }
                Outcome<D, V, C> outcome = pass.run(aws, object, wanted, writes);
                return kind.status(object, new StatusFactory<>(kind.facts(), clock).common(object, outcome), outcome);
            }

            @Override
            public Deletion delete(EcrConnection aws, R object) {
                return kind.delete(aws, object);
            }

            @Override
            public Deletion deleteWithoutAccess(R object) {
                return new DeletionPolicies<>(kind.facts())
                        .delete(
                                object,
                                new RegistryReference.Refused(Reason.NOT_PERMITTED, "closed."),
                                false,
                                registry -> {
                                    throw new AssertionError("AWS was called");
                                });
            }

            @Override
            public void leave(R object) {
                kind.leave(object);
            }
        };
    }

    /** Those of an ECR in memory, with other doors to what the registry as a whole has. */
    private final class Doors implements AwsConnectionSource {

        private final InMemoryDoors doors = new InMemoryDoors(ACCOUNT, any -> new InMemoryEcr(clock));
        private final UnaryOperator<RegistryDoors> behind;

        Doors(UnaryOperator<RegistryDoors> behind) {
            this.behind = behind;
        }

        @Override
        public AwsConnection connection(ConnectionSpec spec) {
            AwsConnection walled = doors.connection(spec);
            return new AwsConnection(
                    walled.regionSource(),
                    walled.repositoryDoors(),
                    behind.apply(walled.registryDoors()),
                    walled.tagging(),
                    walled.callerIdentity(),
                    walled.rates(),
                    walled.authorization(),
                    walled.publicAuthorization());
        }

        @Override
        public void close(ConnectionSpec spec) {
            doors.close(spec);
        }
    }
}
