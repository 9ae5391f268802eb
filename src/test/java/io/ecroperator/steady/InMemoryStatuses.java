package io.ecroperator.steady;

import io.ecroperator.runtime.StatusPatches;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Map;

/** Objects in memory have at once what is written of their statuses. */
final class InMemoryStatuses implements StatusPatches {

    @Override
    public <R extends HasMetadata> void write(R object, R patch, Context<R> context) {
        take((CustomResource<?, ?>) object, (CustomResource<?, ?>) patch);
    }

    @Override
    public <R extends HasMetadata> void announce(R object, R patch, Context<R> context) {
        write(object, patch, context);
    }

    @Override
    public <R extends HasMetadata> void annotate(R object, String key, String value, Context<R> context) {
        object.getMetadata().setAnnotations(Map.of(key, value));
    }

    @SuppressWarnings("unchecked") // both are of one kind
    private static <S> void take(CustomResource<?, S> object, CustomResource<?, ?> patch) {
        object.setStatus((S) patch.getStatus());
    }
}
