package io.ecroperator.runtime;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Remembers which objects it was given, and can be held in the middle of its work. Meets an Error at the first look at objects
 * whose names begin with it; wants another look soon at those whose names begin with later. */
@ControllerConfiguration(name = "held")
final class HeldReconciler implements Reconciler<EcrRepository> {

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** From now on every reconcile waits. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets the waiting ones go on. */
    void release() {
        gate.countDown();
    }

    /** Names of the objects whose reconcile began. */
    Set<String> seen() {
        return seen;
    }

    /** Names of the objects whose reconcile ended well. */
    Set<String> finished() {
        return finished;
    }

    /** UIDs of the objects whose reconcile ended well and did not take them for deleted. */
    Set<String> served() {
        return served;
    }

    @Override
    public UpdateControl<EcrRepository> reconcile(EcrRepository object, Context<EcrRepository> context)
            throws InterruptedException {
        if (seen.add(object.getMetadata().getName())
                && object.getMetadata().getName().startsWith("error")) {
            throw new NoClassDefFoundError("at the first look");
        }
        gate.await();
        finished.add(object.getMetadata().getName());
        if (!context.isPrimaryResourceDeleted()) {
            served.add(object.getMetadata().getUid());
        }
        return object.getMetadata().getName().startsWith("later")
                ? UpdateControl.<EcrRepository>noUpdate().rescheduleAfter(1)
                : UpdateControl.noUpdate();
    }
}
