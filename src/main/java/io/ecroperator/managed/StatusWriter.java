package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.runtime.StatusPatches;
import io.ecroperator.status.StatusPatch;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Writes statuses of one kind, and the mark before the first write to AWS. */
record StatusWriter<R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus>(
        KindFacts<R, S> facts, StatusMemory<R, S> memory, StatusPatches patches) {

    /** Has the SDK write the status that a pass leaves of an object that came with {@code seen}, if that is needed. */
    UpdateControl<R> afterPass(R object, S seen, S status) {
        return memory.remember(object, seen, status)
                ? UpdateControl.patchStatus(patch(object, status))
                : UpdateControl.noUpdate();
    }

    /** What is written in the middle of a pass over an object that came with {@code seen}. */
    ObjectWrites<S> of(R object, S seen, Context<R> context) {
        return new ObjectWrites<>() {
            @Override
            public void mark() {
                if (!CreationMark.isOn(object)) {
                    patches.annotate(object, CreationMark.KEY, "true", context);
                }
            }

            @Override
            public void announce(S status) {
                patches.announce(object, patch(object, status), context);
                memory.remember(object, seen, status);
            }
        };
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
