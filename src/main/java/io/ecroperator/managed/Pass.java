package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Observation.Elsewhere;
import io.ecroperator.managed.Observation.Listing;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observation.Unread;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One pass over a thing that may be touched: observe, plan, apply. */
public final class Pass<
        R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus, D, V, C extends Change> {

    private final ManagedKind<R, S, D, V, C> kind;

    /** Objects, by UID, with a write that AWS has not answered: what is known from before it may no longer be so. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** Remembers from pass to pass what AWS has not answered. */
    public Pass(ManagedKind<R, S, D, V, C> kind) {
        this.kind = kind;
    }

    /**
     * Brings AWS to what the spec asks for, or as far as it goes.
     *
     * @param writes of the object, before anything is changed; nothing is if they throw
     */
    public Outcome<D, V, C> run(EcrConnection aws, R object, Resolved<D> wanted, ObjectWrites<S> writes) {
        try {
            return switch (kind.observe(aws, object, wanted.desired(), look(object, wanted.remarks()))) {
                case Listing<V>(var since) -> new Outcome.Waiting<>(since);
                case Elsewhere<V>(var reason, var message) -> new Outcome.Unresolved<>(reason, message);
                case Unread<V> unread -> new Outcome.Unobserved<>(unread.report());
                case Seen<V> seen -> run(aws, object, wanted, seen, writes);
            };
        } catch (AwsException e) {
            return new Outcome.Unobserved<>(Unread.of(e.failure()).report());
        }
    }

    /** What {@link #run} would do, of which nothing is done. */
    Outcome<D, V, C> foretell(EcrConnection aws, R object, Resolved<D> wanted) {
        try {
            return switch (kind.observe(aws, object, wanted.desired(), Look.COMPLETE)) {
                case Listing<V>(var since) -> new Outcome.Waiting<>(since);
                case Elsewhere<V>(var reason, var message) -> new Outcome.Unresolved<>(reason, message);
                case Unread<V> unread -> new Outcome.Unobserved<>(unread.report());
                case Seen<V> seen ->
                    new Observed<>(
                            wanted,
                            seen,
                            kind.plan(wanted.desired(), seen.value(), object.getStatus()),
                            List.of(),
                            new Applied<>(List.of(), List.of()),
                            true);
            };
        } catch (AwsException e) {
            return new Outcome.Unobserved<>(Unread.of(e.failure()).report());
        }
    }

    private Observed<D, V, C> run(
            EcrConnection aws, R object, Resolved<D> wanted, Seen<V> seen, ObjectWrites<S> writes) {
        Observed<D, V, C> first = attempt(aws, object, wanted, seen, writes);
        return worldMoved(first) ? again(aws, object, wanted, first, writes) : first;
    }

    /** Makes a new plan from a fresh read; what was made for the first one is not forgotten, also if the read fails. */
    private Observed<D, V, C> again(
            EcrConnection aws, R object, Resolved<D> wanted, Observed<D, V, C> first, ObjectWrites<S> writes) {
        AwsFailure failure;
        try {
            switch (kind.observe(aws, object, wanted.desired(), Look.FRESH)) {
                case Seen<V> seen -> {
                    return attempt(aws, object, wanted, seen, writes)
                            .after(first.applied().changes());
                }
                case Unread<V> unread -> failure = unread.failure();
                case Listing<V> listing -> {
                    return first;
                }
                case Elsewhere<V> elsewhere -> {
                    return first;
                }
            }
        } catch (AwsException e) {
            failure = e.failure();
        }
        return first.failedFor(failure);
    }

    private Observed<D, V, C> attempt(
            EcrConnection aws, R object, Resolved<D> wanted, Seen<V> seen, ObjectWrites<S> writes) {
        D desired = wanted.desired();
        S recorded = object.getStatus();
        String uid = object.getMetadata().getUid();
        Plan<C> plan = kind.plan(desired, seen.value(), recorded);
        if (seen.look() == Look.FRESH) {
            unanswered.remove(uid);
        } else {
            Optional<V> confirmed = kind.confirm(aws, object, desired, seen, plan);
            if (confirmed.isPresent()) {
                plan = kind.plan(desired, confirmed.get(), recorded);
            }
        }
        boolean observeOnly = object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE;
        List<C> permitted = observeOnly ? List.of() : plan.permitted();
        if (!permitted.isEmpty() && !kind.facts().owns().test(recorded)) {
            writes.mark();
        }
        kind.announcement(object, permitted).ifPresent(status -> {
            writes.announce(status);
            object.setStatus(status);
        });
        Applied<C> applied = Applied.of(permitted, change -> kind.apply(aws, desired, change));
        if (applied.failed().stream().anyMatch(failed -> failed.failure().kind() == Kind.TRANSIENT)) {
            unanswered.add(uid);
        }
        Seen<V> now = kind.observe(aws, object, desired, Look.KNOWN) instanceof Seen<V> after ? after : seen;
        return new Observed<>(wanted, now, plan, List.of(), applied, observeOnly);
    }

    /** The thing appeared or disappeared under our hands, so the plan was made for another world. */
    private static boolean worldMoved(Observed<?, ?, ?> observed) {
        return observed.failed().stream()
                .map(failed -> failed.failure().kind())
                .anyMatch(failure -> failure == Kind.ALREADY_EXISTS || failure == Kind.NOT_FOUND);
    }

    private Look look(R object, Remarks remarks) {
        S status = object.getStatus();
        if (unanswered.contains(object.getMetadata().getUid()) || RequestAnnotations.isRequested(object, status)) {
            return Look.FRESH;
        }
        boolean inSync = status != null
                && Conditions.isTrue(
                        status.conditions(),
                        ConditionType.SYNCED,
                        object.getMetadata().getGeneration());
        return inSync && !remarks.editedElsewhere() ? Look.CACHED : Look.COMPLETE;
    }

    /** Forgets an object that is gone. */
    void forget(R object) {
        unanswered.remove(object.getMetadata().getUid());
    }
}
