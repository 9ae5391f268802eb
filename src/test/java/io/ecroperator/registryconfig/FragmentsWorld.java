package io.ecroperator.registryconfig;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.emulator.Registry;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.StatusPatches;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import io.ecroperator.support.PowersOf;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mockito.AdditionalAnswers;

/** The kind's reconciler with its objects in memory and a registry at the emulator; it can die at every call and status. */
final class FragmentsWorld {

    /** The process dies: nothing that it was about to do is done, and nothing that it knew is known. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, EcrRegistryConfiguration> objects = new TreeMap<>();
    private final VirtualClock clock = new VirtualClock();
    private final EmulatedSettings ecr;
    private final String account;
    private final EcrRegistries ecrRegistries;
    private Runnable onCalls = () -> {};
    private Runnable onStatuses = () -> {};
    private EcrRegistryConfigurationReconciler reconciler;
    private int statusWrites;

    /** With the operator's own registry. */
    FragmentsWorld(Registry registry, String account) {
        this(registry, account, EcrRegistries.notServed());
    }

    /** With these EcrRegistries; objects name none, and so mean the one called default. */
    FragmentsWorld(Registry registry, String account, EcrRegistries registries) {
        this.ecrRegistries = registries;
        this.ecr = new EmulatedSettings(registry, () -> onCalls.run());
        this.account = account;
        restart();
    }

    /** What happens on the way of each call, or status, and again on the way back. */
    void onTheWay(Runnable ofCalls, Runnable ofStatuses) {
        onCalls = ofCalls;
        onStatuses = ofStatuses;
    }

    /** A new process: nothing is known but what the objects say. */
    void restart() {
        Connections connections = new Connections(
                new EmulatedDoors(),
                new Background(
                        clock, new Random(1), new VirtualScheduler(clock), Runnable::run, Heartbeats.unwatched()));
        Registries registries = new Registries(
                connections,
                new OwnRegistry(
                        connections,
                        ConnectionSpec.ambient(),
                        new Periods(Duration.ofMinutes(5), Duration.ofHours(1)),
                        PowersOf.ALL_NAMESPACES),
                ecrRegistries);
        ManagedParts parts = new ManagedParts(
                registries,
                new Lanes(1),
                new AttemptDelays(new Random(1)),
                EventRecorder.silent(),
                new OperatorMetrics(new SimpleMeterRegistry()),
                new Statuses(),
                clock);
        reconciler = new EcrRegistryConfigurationReconciler(parts, true);
        reconciler
                .prepareEventSources(new EventSourceContext<>(informers(), null, null, EcrRegistryConfiguration.class))
                .forEach(source -> {
                    source.setEventHandler(event -> {}); // all are looked at again and again
                    source.start();
                });
    }

    /** Creates the object, or edits it; one that is being deleted stays as it is. */
    void apply(String namespace, String name, String spec) {
        EcrRegistryConfiguration there = objects.get(namespace + "/" + name);
        if (there == null) {
            objects.put(namespace + "/" + name, ConfigurationObjects.object(namespace, name, spec));
        } else if (!there.isMarkedForDeletion()) {
            ConfigurationObjects.edit(there, spec);
        }
    }

    /** The user deletes an object. */
    void delete(EcrRegistryConfiguration object) {
        ConfigurationObjects.delete(object);
    }

    /** Those that are there. */
    Collection<EcrRegistryConfiguration> objects() {
        return List.copyOf(objects.values());
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    int statusWrites() {
        return statusWrites;
    }

    /** The writes since this was asked last. */
    List<String> writes() {
        return ecr.writes();
    }

    /** One reconcile of one object; the process may die of it, and is there again. */
    void reconcile(EcrRegistryConfiguration object) {
        try {
            if (object.isMarkedForDeletion()) {
                DeleteControl control = reconciler.cleanup(object, context());
                if (control.isRemoveFinalizer()) {
                    onStatuses.run();
                    objects.values().remove(object);
                }
            } else {
                UpdateControl<EcrRegistryConfiguration> control = reconciler.reconcile(object, context());
                control.getResource().ifPresent(patch -> write(object, patch));
            }
        } catch (Death death) {
            restart();
        }
    }

    private void write(EcrRegistryConfiguration object, EcrRegistryConfiguration patch) {
        onStatuses.run();
        object.setStatus(patch.getStatus());
        statusWrites++;
        onStatuses.run();
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private static Context<EcrRegistryConfiguration> context() {
        return (Context<EcrRegistryConfiguration>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked") // a mock has no type arguments
    private ControllerEventSource<EcrRegistryConfiguration> informers() {
        return mock(
                ControllerEventSource.class,
                withSettings().stubOnly().defaultAnswer(AdditionalAnswers.delegatesTo(new Cache())));
    }

    /** What is asked of informers, which have listed all objects. */
    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // the mock calls them
    private final class Cache {

        public boolean isRunning() {
            return true;
        }

        public Map<String, InformerHealthIndicator> informerHealthIndicators() {
            return Map.of();
        }

        public Stream<EcrRegistryConfiguration> list(Predicate<EcrRegistryConfiguration> which) {
            return objects().stream().filter(which);
        }
    }

    /** What is written of a status on the way is there at once. */
    private final class Statuses implements StatusPatches {

        @Override
        public <R extends HasMetadata> void write(R object, R patch, Context<R> context) {
            FragmentsWorld.this.write((EcrRegistryConfiguration) object, (EcrRegistryConfiguration) patch);
        }

        @Override
        public <R extends HasMetadata> void announce(R object, R patch, Context<R> context) {
            write(object, patch, context);
        }

        @Override
        public <R extends HasMetadata> void annotate(R object, String key, String value, Context<R> context) {
            throw new AssertionError("an EcrRegistryConfiguration is not annotated");
        }
    }

    /** To the registry at the emulator; behind other doors there is nothing. */
    private final class EmulatedDoors implements AwsConnectionSource {

        private final InMemoryDoors doors = new InMemoryDoors(account, any -> new InMemoryEcr(clock));

        @Override
        public AwsConnection connection(ConnectionSpec spec) {
            AwsConnection walled = doors.connection(spec);
            RegistryDoors behind = walled.registryDoors();
            return new AwsConnection(
                    walled.regionSource(),
                    walled.repositoryDoors(),
                    new RegistryDoors(behind.cacheRules(), behind.templates(), ecr, ecr, behind.publicRepositories()),
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
