package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.reference.NamedArns;
import io.ecroperator.reference.RegistryReference;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/**
 * A kind of which one object stands for one thing in AWS: what only the kind knows. {@link ManagedReconciler} does the rest.
 *
 * <p>Every method but {@code names}, {@code plan} and {@code status}, which are pure, may call AWS through the connection; they
 * throw {@code AwsException}, {@code resolve} does not.
 *
 * @param <D> what a spec asks for, as values
 * @param <V> what AWS holds, as values
 * @param <C> the changes that lead from one to the other
 */
public interface ManagedKind<
        R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus, D, V, C extends Change> {

    /** What is fixed of it. */
    KindFacts<R, S> facts();

    /** What an object with a spec names in AWS beside what it is about, so that its registry has to let it. */
    default NamedArns names(R object) {
        return NamedArns.NONE;
    }

    /** What a spec asks for in that registry; or why AWS would refuse it. */
    Resolution<D> resolve(R object, RegistryReference.Resolved registry);

    /** Says what AWS holds, and keeps it up to date for this object from now on. */
    Observation<V> observe(EcrConnection aws, R object, D desired, Look look);

    /**
     * Reads again what the plan must not go by if it is old, before anything is written.
     *
     * @param seen what the plan was made from, not by {@link Look#FRESH}
     * @return what to plan from instead; empty if the plan stands
     */
    default Optional<V> confirm(EcrConnection aws, R object, D desired, Seen<V> seen, Plan<C> plan) {
        return Optional.empty();
    }

    /** What leads from the one to the other, or stands against it; {@code recorded} may be null. */
    Plan<C> plan(D desired, V seen, S recorded);

    /**
     * What the status has to say before these changes are made, since nobody else knew of them if the process died before it
     * could say what came of them; empty if it need not.
     */
    default Optional<S> announcement(R object, List<C> changes) {
        return Optional.empty();
    }

    /**
     * One line for each part of a change that comes, goes or changes ({@code + - ~}), never the text of a policy; none where its
     * description says it all.
     */
    default List<String> details(V seen, C change) {
        return List.of();
    }

    /** Makes one change. A failure may say in its remedy what the user can do about it. */
    void apply(EcrConnection aws, D desired, C change);

    /** Deletes the thing if it is this object's own. Policies that keep it are dealt with before. */
    Deletion delete(EcrConnection aws, R object);

    /** Ends what {@link #observe} keeps up to date for this object. */
    void leave(R object);

    /** The status after a pass. What kinds share is made already; the conditions take more. */
    S status(R object, CommonStatus common, Outcome<D, V, C> outcome);
}
