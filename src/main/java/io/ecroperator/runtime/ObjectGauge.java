package io.ecroperator.runtime;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.ecroperator.api.v1alpha1.Conditioned;
import io.ecroperator.metrics.Metric;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says how many objects are in which state. It looks at the caches when somebody scrapes, and at nothing else: so it is right
 * after a restart and a deletion, and an operator that nobody asks counts nothing.
 */
final class ObjectGauge {

    private static final String NO_STATUS = "None";

    /** For what no version of the operator that this one knows writes: a status may have been written by hand. */
    private static final String OTHER = "Other";

    private static final Set<String> STATUSES =
            Stream.of(ConditionStatus.values()).map(ConditionStatus::label).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> REASONS =
            Stream.of(Reason.values()).map(Reason::label).collect(Collectors.toUnmodifiableSet());

    /** One series. */
    private record State(String kind, String ready, String reason) {

        static State of(CustomResource<?, ?> object) {
            List<Condition> conditions = object.getStatus() instanceof Conditioned status ? status.conditions() : null;
            Optional<Condition> ready = Conditions.find(conditions, ConditionType.READY);
            String paused = Reason.PAUSED.label();
            return new State(
                    object.getKind(),
                    ready.map(Condition::getStatus).filter(STATUSES::contains).orElse(ConditionStatus.UNKNOWN.label()),
                    Conditions.reason(conditions, ConditionType.SYNCED).equals(paused)
                            ? paused
                            : ready.map(Condition::getReason).map(State::known).orElse(NO_STATUS));
        }

        private static String known(String reason) {
            return REASONS.contains(reason) ? reason : OTHER;
        }
    }

    private final MeterRegistry registry;
    private final Supplier<Stream<CustomResource<?, ?>>> objects;
    private final Map<State, AtomicLong> counts = new ConcurrentHashMap<>();

    /**
     * Counts nothing yet.
     *
     * @param objects those that are there, from memory
     */
    ObjectGauge(MeterRegistry registry, Supplier<Stream<CustomResource<?, ?>>> objects) {
        this.registry = registry;
        this.objects = objects;
    }

    /** Counts the objects, for what is scraped next. */
    void count() {
        Map<State, Long> now = objects.get().collect(groupingBy(State::of, counting()));
        counts.forEach((state, count) -> count.set(now.getOrDefault(state, 0L)));
        now.forEach(
                (state, count) -> counts.computeIfAbsent(state, this::series).set(count));
    }

    private AtomicLong series(State state) {
        AtomicLong count = new AtomicLong();
        Metric.OBJECTS.gauge(registry, count, AtomicLong::get, state.kind(), state.ready(), state.reason());
        return count;
    }
}
