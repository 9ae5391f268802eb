package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.Drift;
import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Makes the part of a status that kinds share from the outcome of a pass. */
public final class StatusFactory<R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus> {

    /** The CRD's limit. */
    private static final int MAX_PLAN_LINE = 1024;

    private final KindFacts<R, S> facts;
    private final Clock clock;

    /** The clock gives transition times. */
    public StatusFactory(KindFacts<R, S> facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** What the status after a pass has in common with that of other kinds. */
    public CommonStatus common(R object, Outcome<?, ?, ?> outcome) {
        S before = object.getStatus();
        long generation = object.getMetadata().getGeneration();
        Conditions conditions = new StandardConditions(
                        before == null ? null : before.conditions(), generation, facts.ofAtStart(object), clock)
                .of(outcome);
        Drift known = Drifts.known(before, generation).orElse(null);
        if (outcome instanceof Observed<?, ?, ?> observed) {
            return new CommonStatus(
                    generation,
                    conditions,
                    drift(before, generation, known, observed),
                    plan(observed),
                    RequestAnnotations.requestedAt(object).orElse(null));
        }
        return before == null
                ? new CommonStatus(generation, conditions, null, null, null)
                : new CommonStatus(generation, conditions, known, before.plan(), before.lastHandledReconcileAt());
    }

    /** Drift is what differs without an edit: it was in sync at this very generation before. */
    private Drift drift(S before, long generation, Drift known, Observed<?, ?, ?> observed) {
        List<String> facets = observed.remaining();
        if (facets.isEmpty()
                || !Drifts.unedited(before, generation, observed.wanted().remarks())) {
            return null;
        }
        return new Drift(
                facets,
                known != null
                        ? known.detectedAt()
                        : clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** In Observe mode: why the changes would not be made, if so, and the changes. */
    private static List<String> plan(Observed<?, ?, ?> observed) {
        Stream<String> refused = observed.plan().refusedOwnership().stream()
                .map(refusal -> refusal.reason().label() + ": " + refusal.message());
        Stream<String> changes = observed.plan().changes().stream().map(Change::describe);
        List<String> plan = Stream.concat(refused, changes)
                .map(line -> line.length() <= MAX_PLAN_LINE ? line : line.substring(0, MAX_PLAN_LINE - 1) + "…")
                .toList();
        return observed.observeOnly() && !plan.isEmpty() ? plan : null;
    }
}
