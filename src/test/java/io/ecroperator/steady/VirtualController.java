package io.ecroperator.steady;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.ecroperator.support.VirtualScheduler;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mockito.AdditionalAnswers;

/**
 * Runs a reconciler as the Operator SDK does, on objects in memory and on virtual time: when an object is added or edited, when
 * an event source names it, and when its last reconcile has asked for it. Statuses are kept as they come.
 */
final class VirtualController<R extends CustomResource<?, S>, S> {

    private final Reconciler<R> reconciler;
    private final VirtualScheduler scheduler;
    private final InstantSource clock;
    private final Duration apart;
    private final Objects<R> objects = new Objects<>();
    private final Context<R> context;
    private final Set<ResourceID> pending = new HashSet<>();

    private final Map<ResourceID, Instant> reconciledAt = new HashMap<>();

    /** How often each was reconciled; a timer of an earlier reconcile is void. */
    private final Map<ResourceID, Integer> reconciles = new HashMap<>();

    /** With so much time at least from one reconcile of an object to the next. */
    VirtualController(
            Reconciler<R> reconciler, Class<R> type, VirtualScheduler scheduler, InstantSource clock, Duration apart) {
        this.reconciler = reconciler;
        this.clock = clock;
        this.apart = apart;
        this.scheduler = scheduler;
        this.context = context(objects);
        reconciler
                .prepareEventSources(new EventSourceContext<>(informers(objects), null, null, type))
                .forEach(source -> {
                    source.setEventHandler(this::happened);
                    source.start();
                });
    }

    /** Adds an object, or takes an edited one. */
    void apply(R object) {
        ResourceID id = ResourceID.fromResource(object);
        objects.get(id).ifPresent(before -> {
            object.setStatus(before.getStatus());
            object.getMetadata().setUid(before.getMetadata().getUid());
            object.getMetadata().setCreationTimestamp(before.getMetadata().getCreationTimestamp());
            object.getMetadata().setGeneration(before.getMetadata().getGeneration() + 1);
        });
        objects.byId.put(id, object);
        happened(new Event(id));
    }

    Stream<R> objects() {
        return objects.list(each -> true);
    }

    private void happened(Event event) {
        ResourceID id = event.getRelatedCustomResourceID();
        if (pending.add(id)) {
            Instant now = clock.instant();
            Instant at = reconciledAt.containsKey(id) ? reconciledAt.get(id).plus(apart) : now;
            long wait = Math.max(0, Duration.between(now, at).toMillis());
            ScheduledFuture<?> unused = scheduler.schedule(() -> reconcile(id), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void reconcile(ResourceID id) {
        pending.remove(id);
        reconciledAt.put(id, clock.instant());
        int count = reconciles.merge(id, 1, Integer::sum);
        R object = objects.get(id).orElseThrow();
        UpdateControl<R> control;
        try {
            control = reconciler.reconcile(object, context);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        control.getResource().map(R::getStatus).ifPresent(object::setStatus);
        control.getScheduleDelay().ifPresent(delay -> {
            ScheduledFuture<?> unused = scheduler.schedule(() -> again(id, count), delay, TimeUnit.MILLISECONDS);
        });
    }

    private void again(ResourceID id, int count) {
        if (reconciles.get(id) == count) {
            happened(new Event(id));
        }
    }

    /** Those of the kind's controller, which have listed all objects. */
    @SuppressWarnings("unchecked") // a mock has no type arguments
    private static <R extends CustomResource<?, ?>> ControllerEventSource<R> informers(Objects<R> objects) {
        return mock(
                ControllerEventSource.class,
                withSettings().stubOnly().defaultAnswer(AdditionalAnswers.delegatesTo(objects)));
    }

    /** What a reconciler asks of its context when it deletes nothing. */
    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private static <R extends CustomResource<?, ?>> Context<R> context(Objects<R> objects) {
        return (Context<R>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getPrimaryCache")) {
                        return objects;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** The cache of the kind. */
    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // the mock calls them
    private static final class Objects<R extends CustomResource<?, ?>> implements IndexerResourceCache<R> {

        private final Map<ResourceID, R> byId = new TreeMap<>(Comparator.comparing(ResourceID::toString));
        private final Map<String, Function<R, List<String>>> indexers = new HashMap<>();

        /** As informers say it. */
        public boolean isRunning() {
            return true;
        }

        /** As informers say it. */
        public Map<String, InformerHealthIndicator> informerHealthIndicators() {
            return Map.of();
        }

        @Override
        public void addIndexers(Map<String, Function<R, List<String>>> more) {
            indexers.putAll(more);
        }

        @Override
        public List<R> byIndex(String index, String key) {
            return byId.values().stream()
                    .filter(object -> indexers.get(index).apply(object).contains(key))
                    .toList();
        }

        @Override
        public Optional<R> get(ResourceID id) {
            return Optional.ofNullable(byId.get(id));
        }

        @Override
        public Stream<ResourceID> keys() {
            return byId.keySet().stream();
        }

        @Override
        public Stream<R> list(Predicate<R> which) {
            return List.copyOf(byId.values()).stream().filter(which);
        }

        @Override
        public Stream<R> list(String namespace, Predicate<R> which) {
            return list(
                    which.and(object -> namespace.equals(object.getMetadata().getNamespace())));
        }
    }
}
