package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.runtime.StatusPatches;
import io.ecroperator.status.StatusPatch;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Writes statuses of one kind. */
record StatusWriter<R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus>(
        KindFacts<R, S> facts, StatusMemory<R, S> memory, StatusPatches patches) {

    /** Has the SDK write the status that a pass leaves of an object that came with {@code seen}, if that is needed. */
    UpdateControl<R> afterPass(R object, S seen, S status) {
        return memory.remember(object, seen, status)
                ? UpdateControl.patchStatus(patch(object, status))
                : UpdateControl.noUpdate();
    }

    /** Writes in the middle of a pass; throws if the API server does not take it. */
    void announce(R object, S seen, S status, Context<R> context) {
        write(object, status, context);
        memory.remember(object, seen, status);
    }

    /** Writes unless the object says so already. */
    void writeIfNew(R object, S status, Context<R> context) {
        if (!status.equals(object.getStatus())) {
            write(object, status, context);
        }
    }

    private void write(R object, S status, Context<R> context) {
        patches.write(object, patch(object, status), context);
    }

    private R patch(R object, S status) {
        return StatusPatch.of(facts.fresh().get(), object, status);
    }
}
