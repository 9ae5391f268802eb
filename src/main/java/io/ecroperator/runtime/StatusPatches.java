package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** Writes to objects in the middle of a pass, where what comes next relies on their being there. */
public interface StatusPatches {

    /** Writes what the patch has of the object's status; throws if that is not taken. */
    <R extends HasMetadata> void write(R object, R patch, Context<R> context);

    /**
     * The same before something is done that cannot be taken back: only if the object is still as it was read, so that of two
     * processes that take themselves for the leader one goes on.
     */
    <R extends HasMetadata> void announce(R object, R patch, Context<R> context);

    /**
     * Sets an annotation, also of the object given; throws if that is not taken, as it is not if the object is gone or has been
     * created again by that name.
     */
    <R extends HasMetadata> void annotate(R object, String key, String value, Context<R> context);

    /** To the API server; the cache has it then. */
    static StatusPatches toApiServer() {
        return new ApiServerPatches();
    }
}
