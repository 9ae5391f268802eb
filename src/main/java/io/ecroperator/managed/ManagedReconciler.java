package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.managed.Deletion.Held;
import io.ecroperator.managed.Deletion.NotYet;
import io.ecroperator.managed.Deletion.Released;
import io.ecroperator.managed.Outcome.Paused;
import io.ecroperator.managed.Outcome.Refused;
import io.ecroperator.managed.Outcome.Unresolved;
import io.ecroperator.managed.Outcome.Waiting;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;

/**
 * Keeps AWS as the objects of one kind declare it: resolve, observe, plan, apply, status. The kind's own reconciler, which the
 * Operator SDK needs for the type of its objects, hands everything on to this one.
 */
public final class ManagedReconciler<
        R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus, D, V, C extends Change> {

    private final ManagedKind<R, S, D, V, C> kind;
    private final KindFacts<R, S> facts;
    private final ManagedParts parts;
    private final Outputs<R, D, V, C> outputs;
    private final Claims<R> claims;
    private final Admission<R, S, D, V, C> admission;
    private final StatusFactory<R, S> statuses;
    private final RegistryEvents<R> registryEvents = new RegistryEvents<>();
    private final StatusMemory<R, S> memory = new StatusMemory<>();
    private final StatusWriter<R, S> writer;

    /** For one kind. */
    public ManagedReconciler(ManagedKind<R, S, D, V, C> kind, Outputs<R, D, V, C> outputs, ManagedParts parts) {
        this.kind = kind;
        this.facts = kind.facts();
        this.parts = parts;
        this.outputs = outputs;
        this.writer = new StatusWriter<>(facts, memory, parts.patches());
        this.claims = new Claims<>(parts.registries(), facts.nameInAws(), facts.isOfAccount());
        this.admission = new Admission<>(kind, claims, parts, registryEvents::free);
        this.statuses = new StatusFactory<>(facts, parts.clock());
    }

    /** What makes an object be reconciled beside itself: references to registries, and {@link #changed}. */
    public EventSource<?, R> source(EventSourceContext<R> context) {
        return registryEvents.source(context, claims, parts);
    }

    /** Has the objects reconciled whose thing has that name in AWS, since it was found changed there. */
    public void changed(String nameInAws) {
        registryEvents.changed(nameInAws);
    }

    /** Has all objects reconciled, since what is known of a registry as a whole is to be trusted, or no longer. */
    public void changed() {
        registryEvents.changed();
    }

    /** One pass. */
    public UpdateControl<R> reconcile(R object, Context<R> context) {
        S seen = memory.recall(object);
        Outcome<D, V, C> outcome = admission.run(object, context.getPrimaryCache(), writer.of(object, seen, context));
        if (outcome instanceof Waiting<D, V, C> waiting
                && waiting.isShort(parts.clock().instant())) {
            return UpdateControl.<R>noUpdate().rescheduleAfter(Waiting.SHORT);
        }
        if (outcome instanceof Paused || outcome instanceof Refused || outcome instanceof Unresolved) {
            admission.leave(object);
        }
        if (outcome instanceof Observed<D, V, C> observed) {
            outcome = observed.withProblem(outputs.publish(object, observed, context));
            countDrift(object, observed);
        }
        S status = report(object, outcome);
        UpdateControl<R> control = writer.afterPass(object, seen, status);
        reschedule(control, object, outcome);
        return control;
    }

    private void countDrift(R object, Observed<D, V, C> observed) {
        if (facts.owns().test(object.getStatus())) {
            Drifts.Facets drift =
                    Drifts.facets(object.getStatus(), object.getMetadata().getGeneration(), observed);
            parts.metrics().drift(facts.kind(), drift.found(), drift.repaired());
        }
    }

    private void reschedule(UpdateControl<R> control, R object, Outcome<D, V, C> outcome) {
        ResourceID id = ResourceID.fromResource(object);
        Retry.after(outcome, facts.duplicate())
                .ifPresentOrElse(
                        backoff -> control.rescheduleAfter(parts.delays().next(id, backoff.first(), backoff.longest())),
                        () -> {
                            parts.delays().forget(id);
                            if (outcome instanceof Observed<D, V, C> observed) {
                                observed.found().again().ifPresent(control::rescheduleAfter);
                            }
                        });
    }

    /** One step of the deletion. */
    public DeleteControl cleanup(R object, Context<R> context) {
        ResourceID id = ResourceID.fromResource(object);
        return switch (admission.delete(object, context.getPrimaryCache())) {
            case NotYet notYet -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Waiting.SHORT.toMillis());
            case Released(var reason, var message) -> {
                parts.events().normal(object, reason.label(), message);
                admission.leave(object);
                parts.delays().forget(id);
                memory.forget(object);
                yield DeleteControl.defaultDelete();
            }
            case Held(var reason, var message, var contents, var trouble, var backoff) -> {
                S status = report(object, new Outcome.Deleting<>(reason, message, contents, trouble));
                writer.writeIfNew(object, status, context);
                yield DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(parts.delays()
                                .next(id, backoff.first(), backoff.longest())
                                .toMillis());
            }
        };
    }

    /** Takes note of what the cache has now, so that a status is not held twice. */
    public void seen(R object) {
        memory.seen(object);
    }

    /** Makes the status, and counts and records what goes with it. */
    private S report(R object, Outcome<D, V, C> outcome) {
        S status = kind.status(object, statuses.common(object, outcome), outcome);
        parts.metrics().reconciled(facts.kind(), status.conditions());
        PassNotices.of(facts, object, outcome, status)
                .forEach(notice -> parts.events().record(object, notice));
        return status;
    }
}
