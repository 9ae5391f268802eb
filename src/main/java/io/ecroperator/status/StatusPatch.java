package io.ecroperator.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;

/** What is sent to write a status: nothing but identity and status, so that server-side apply owns the status and no more. */
public final class StatusPatch {

    private StatusPatch() {}

    /**
     * Makes {@code fresh} that patch.
     *
     * @param fresh an object of the kind that holds nothing yet
     * @param object whose status it is
     */
    public static <S, R extends CustomResource<?, S>> R of(R fresh, R object, S status) {
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        return fresh;
    }
}
