package io.ecroperator.api.v1alpha1;

import java.util.List;

/** The status of an object that stands for one thing in AWS: what every such kind tells. */
public interface ManagedStatus extends Conditioned {

    /** The generation of the spec that the status speaks of; null or -1 before the first. */
    Long observedGeneration();

    /** What somebody else changed in AWS; null while nothing. */
    Drift drift();

    /** With {@code managementPolicy: Observe}, the changes that Full would make; null for none. */
    List<String> plan();

    /** The last value of {@code ecr-operator.io/reconcile-requested-at} that was carried out; null for none. */
    String lastHandledReconcileAt();
}
