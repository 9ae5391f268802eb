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
    public <R extends HasMetadata> void annotate(R object, String key, String value, Context<R> context) {
        String patch = Serialization.asJson(
                Map.of("metadata", Map.of("uid", object.getMetadata().getUid(), "annotations", Map.of(key, value))));
        R updated = context.getClient()
                .resource(object)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(
                                        context.getControllerConfiguration().fieldManager())
                                .build(),
                        patch);
        Map<String, String> annotations = new HashMap<>();
        if (object.getMetadata().getAnnotations() != null) {
            annotations.putAll(object.getMetadata().getAnnotations());
        }
        annotations.put(key, value);
        context.eventSourceRetriever()
                .getControllerEventSource()
                .handleRecentResourceUpdate(ResourceID.fromResource(object), updated, object);
        object.getMetadata().setAnnotations(annotations);
        object.getMetadata().setResourceVersion(updated.getMetadata().getResourceVersion());
    }
}
