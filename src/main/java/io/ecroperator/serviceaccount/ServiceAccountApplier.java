package io.ecroperator.serviceaccount;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.apiserver.WriteRefusal;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code imagePullSecrets}. The list is atomic for server-side apply, which would take it whole from its owner, so
 * entries are appended and removed by a JSON Patch (RFC 6902) that only holds for the object that was seen.
 */
final class ServiceAccountApplier {

    private static final String RIGHTS = "deploy/pull-secrets";
    private static final String LIST = "/imagePullSecrets";
    private static final String ANNOTATIONS = "/metadata/annotations";
    private static final String FIELD_MANAGER = "ecr-operator";

    private final KubernetesClient client;

    ServiceAccountApplier(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Carries out the plan.
     *
     * @throws KubernetesClientException if the API server is in trouble, which says nothing about the ServiceAccount
     */
    AttachmentOutcome apply(ServiceAccount account, AttachmentPlan plan) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(FIELD_MANAGER)
                .build();
        try {
            client.serviceAccounts()
                    .inNamespace(account.getMetadata().getNamespace())
                    .withName(account.getMetadata().getName())
                    .patch(context, patch(account, plan).toString());
            return new AttachmentOutcome.Written();
        } catch (KubernetesClientException e) {
            WriteRefusal refusal = WriteRefusal.of(e);
            if (refusal.trouble()) {
                throw e;
            }
            // A test of the patch that fails is answered by 422 which names no field (RFC 6902 section 4.6).
            boolean moved = refusal.kind() == WriteRefusal.Kind.INVALID
                    && refusal.detail().isEmpty();
            return moved || refusal.overtaken()
                    ? new AttachmentOutcome.Overtaken()
                    : new AttachmentOutcome.Refused(refusal.why(RIGHTS), refusal.retry());
        }
    }

    /** Pure. */
    static ArrayNode patch(ServiceAccount account, AttachmentPlan plan) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        operation(patch, "test", "/metadata/resourceVersion")
                .put("value", account.getMetadata().getResourceVersion());
        List<String> listed = ImagePullSecrets.names(account);
        for (int index = listed.size() - 1; index >= 0; index--) { // from the end, so that the others keep their places
            if (plan.remove().contains(listed.get(index))) {
                operation(patch, "remove", LIST + "/" + index);
            }
        }
        if (listed.isEmpty() && !plan.append().isEmpty()) {
            operation(patch, "add", LIST).putArray("value");
        }
        plan.append()
                .forEach(name ->
                        operation(patch, "add", LIST + "/-").putObject("value").put("name", name));
        record(patch, account, plan);
        return patch;
    }

    /** Writes the records that change. */
    private static void record(ArrayNode patch, ServiceAccount account, AttachmentPlan plan) {
        Map<String, String> annotations = ImagePullSecrets.annotations(account);
        if (annotations.isEmpty() && plan.recorded().values().stream().anyMatch(names -> !names.isEmpty())) {
            operation(patch, "add", ANNOTATIONS).putObject("value");
        }
        for (Asker asker : Asker.values()) {
            String path = ANNOTATIONS + "/" + asker.annotation().replace("/", "~1");
            String before = annotations.get(asker.annotation());
            String after = String.join(",", plan.recorded().get(asker));
            if (!after.isEmpty() && !after.equals(before)) {
                operation(patch, "add", path).put("value", after);
            } else if (after.isEmpty() && before != null) {
                operation(patch, "remove", path);
            }
        }
    }

    private static ObjectNode operation(ArrayNode patch, String operation, String path) {
        return patch.addObject().put("op", operation).put("path", path);
    }
}
