package io.ecroperator.cli.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What an object that is in the cluster keeps when a manifest is applied to it. */
final class LiveObject {

    private LiveObject() {}

    /** Gives the object of a manifest what the one in the cluster has and the manifest does not say. */
    static void keep(HasMetadata live, HasMetadata applied) {
        ObjectMeta before = live.getMetadata();
        ObjectMeta after = applied.getMetadata();
        after.setUid(before.getUid());
        after.setCreationTimestamp(before.getCreationTimestamp());
        after.setFinalizers(before.getFinalizers());
        after.setDeletionTimestamp(before.getDeletionTimestamp());
        after.setLabels(merged(before.getLabels(), after.getLabels()));
        after.setAnnotations(merged(before.getAnnotations(), after.getAnnotations()));
        after.setGeneration(before.getGeneration());
        if (applied instanceof CustomResource<?, ?> edited && live instanceof CustomResource<?, ?> known) {
            keepStatus(known, edited);
        }
    }

    @SuppressWarnings("unchecked") // both are of one kind
    private static <S> void keepStatus(CustomResource<?, ?> live, CustomResource<?, ?> applied) {
        ((CustomResource<?, S>) applied).setStatus((S) live.getStatus());
        if (!Objects.equals(live.getSpec(), applied.getSpec())) {
            applied.getMetadata().setGeneration(live.getMetadata().getGeneration() + 1);
        }
    }

    /** By apply, what a manifest no longer says goes only if a manifest had said it; what others have set stays. */
    private static Map<String, String> merged(Map<String, String> before, Map<String, String> after) {
        Map<String, String> both = new HashMap<>(before == null ? Map.of() : before);
        both.putAll(after == null ? Map.of() : after);
        return both;
    }
}
