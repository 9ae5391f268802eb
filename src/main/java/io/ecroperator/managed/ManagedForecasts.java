package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Finding.Severity;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.planning.Step;
import io.ecroperator.planning.Step.Expiry;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Foretells a pass over an object of one kind: admission, observation and plan are those of {@link ManagedReconciler}. */
public final class ManagedForecasts<
                R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus, D, V, C extends Change>
        implements Forecasts<R> {

    private final Class<R> type;
    private final ManagedKind<R, S, D, V, C> kind;
    private final KindFacts<R, S> facts;
    private final Registries registries;
    private final FixedObjects<R> objects;
    private final Admission<R, S, D, V, C> admission;

    private final DeletionForecasts<R, S, D, V, C> deletions;

    /** Whether only a status says that a thing belongs to an object, and no status is known. */
    private final boolean ownershipUnknown;

    /**
     * For one kind.
     *
     * @param ownedByTag whether tags say what belongs to an object; if not, its status does
     */
    public ManagedForecasts(
            Class<R> type,
            ManagedKind<R, S, D, V, C> kind,
            boolean ownedByTag,
            ManagedParts parts,
            PlannedObjects planned) {
        this.type = type;
        this.kind = kind;
        this.facts = kind.facts();
        this.registries = parts.registries();
        this.objects = planned.of(type);
        this.ownershipUnknown = !ownedByTag && !planned.fromCluster();
        Claims<R> claims = new Claims<>(registries, facts.nameInAws(), facts.isOfAccount());
        objects.addIndexer(Claims.INDEX, claims::indexKeys);
        this.admission = new Admission<>(kind, claims, parts, any -> {});
        this.deletions = new DeletionForecasts<>(facts, admission, registries);
    }

    @Override
    public Class<R> type() {
        return type;
    }

    @Override
    public Optional<Forecast> of(R object) {
        String thing = facts.of(object);
        if (object.isMarkedForDeletion()) {
            return deletions.of(object, objects);
        }
        return switch (admission.foretell(object, objects)) {
            case Outcome.Paused<D, V, C> paused ->
                Optional.of(Forecast.nothing(thing, Finding.note(Reason.PAUSED, Reason.PAUSED.meaning())));
            case Outcome.Refused<D, V, C>(var reason, var message) ->
                Optional.of(Forecast.nothing(thing, Finding.refused(reason, message)));
            case Outcome.Unresolved<D, V, C>(var reason, var message) ->
                Optional.of(Forecast.nothing(thing, Finding.refused(reason, message)));
            case Outcome.Unobserved<D, V, C>(var report) ->
                Optional.of(Forecast.nothing(thing, Finding.unknown(report)));
            case Outcome.Waiting<D, V, C> waiting -> Optional.empty();
            case Outcome.Deleting<D, V, C> deleting -> Optional.empty();
            case Observed<D, V, C> observed -> Optional.of(forecast(object, observed));
        };
    }

    private Forecast forecast(R object, Observed<D, V, C> observed) {
        RegistryReference registry = registries.resolve(facts.use().apply(object));
        boolean observes = object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE;
        Plan<C> plan = observed.plan();
        boolean unsure = ownershipUnknown && plan.refusedOwnership().isPresent();
        List<C> changes = observes ? List.of() : unsure ? plan.changes() : plan.permitted();
        List<Finding> findings = new ArrayList<>();
        plan.refusal().ifPresent(refusal -> findings.add(refused(refusal, unsure)));
        if (observes && !plan.changes().isEmpty()) {
            findings.add(Finding.note(
                    Reason.PLAN_PENDING,
                    "managementPolicy: Observe leaves ECR as it is; Full would do: "
                            + plan.changes().stream().map(Change::describe).collect(Collectors.joining("; "))));
        }
        remarks(observed.wanted().remarks(), findings);
        observed.found().doubt().ifPresent(doubt -> findings.add(Finding.unknown(doubt)));
        return new Forecast(
                facts.of(object),
                registry.inWords(),
                changes.stream()
                        .filter(change -> !(unsure && change.marksOnly()))
                        .map(change -> step(change, observed.seen(), plan, object, registry))
                        .toList(),
                findings);
    }

    private Finding refused(Refusal refusal, boolean unsure) {
        return unsure
                ? Finding.note(
                        refusal.reason(),
                        "Whether the " + facts.thing()
                                + " in ECR is this object's, only its status in the cluster tells"
                                + " (--kubeconfig reads it). If it is not: " + refusal.message())
                : Finding.refused(refusal.reason(), refusal.message());
    }

    private static void remarks(Remarks remarks, List<Finding> findings) {
        remarks.pending().forEach(pending -> findings.add(Finding.refused(pending.reason(), pending.message())));
        remarks.warning()
                .filter(warning -> !warning.sentences().isEmpty())
                .ifPresent(warning -> findings.add(new Finding(
                        Severity.WARNING,
                        warning.reason(),
                        warning.field() + ": " + String.join(" ", warning.sentences()))));
    }

    private Step step(C change, V seen, Plan<C> plan, R object, RegistryReference registry) {
        Effect effect = change.creates()
                ? Effect.CREATE
                : change.takesOver() ? Effect.TAKE_OVER : change.marksOnly() ? Effect.MARK : Effect.CHANGE;
        boolean creates = plan.changes().stream().anyMatch(Change::creates);
        Optional<Expiry> expiry = change.newLifecyclePolicy()
                .filter(text -> !creates) // what holds no images
                .flatMap(text -> registry instanceof RegistryReference.Resolved resolved
                        ? Optional.of(new Expiry(
                                resolved.connection(), facts.nameInAws().apply(object), text))
                        : Optional.empty());
        return new Step(effect, change.facets(), change.describe(), kind.details(seen, change), expiry);
    }
}
