package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.Map;

/** Patches objects in the API server, and has the cache of their controller know it at once. */
final class ApiServerPatches implements StatusPatches {

    @Override
    public <R extends HasMetadata> void write(R object, R patch, Context<R> context) {
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(object, patch, context);
    }

    @Override
    public <R extends HasMetadata> void announce(R object, R patch, Context<R> context) {
        patch.getMetadata().setResourceVersion(object.getMetadata().getResourceVersion());
        PatchContext how =
                how(PatchType.SERVER_SIDE_APPLY, context).withForce(true).build();
        remember(
                object,
                context.getClient().resource(patch).subresource("status").patch(how),
                context);
    }

    @Override
    public <R extends HasMetadata> void annotate(R object, String key, String value, Context<R> context) {
        String patch = Serialization.asJson(
                Map.of("metadata", Map.of("uid", object.getMetadata().getUid(), "annotations", Map.of(key, value))));
        remember(
                object,
                context.getClient()
                        .resource(object)
                        .patch(how(PatchType.JSON_MERGE, context).build(), patch),
                context);
        Map<String, String> annotations = new HashMap<>();
        if (object.getMetadata().getAnnotations() != null) {
            annotations.putAll(object.getMetadata().getAnnotations());
        }
        annotations.put(key, value);
        object.getMetadata().setAnnotations(annotations);
    }

    private static PatchContext.Builder how(PatchType type, Context<?> context) {
        return new PatchContext.Builder()
                .withPatchType(type)
                .withFieldManager(context.getControllerConfiguration().fieldManager());
    }

    /** What is written next goes by the version that this write has made. */
    private static <R extends HasMetadata> void remember(R object, R updated, Context<R> context) {
        context.eventSourceRetriever()
                .getControllerEventSource()
                .handleRecentResourceUpdate(ResourceID.fromResource(object), updated, object);
        object.getMetadata().setResourceVersion(updated.getMetadata().getResourceVersion());
    }
}
