package io.ecroperator.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What kstatus, by which Flux, Helm and others wait, takes a custom resource for; the rules of {@code pkg/kstatus/status} in
 * sigs.k8s.io/cli-utils, in their order.
 */
public enum Kstatus {
    /** It is being deleted. */
    TERMINATING,
    /** It is on its way. */
    IN_PROGRESS,
    /** It will not get there by itself. */
    FAILED,
    /** It is as its spec says. */
    CURRENT;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How an object counts. */
    public static Kstatus of(HasMetadata object) {
        JsonNode whole = JSON.valueToTree(object);
        JsonNode metadata = whole.path("metadata");
        JsonNode observed = whole.path("status").path("observedGeneration");
        if (metadata.hasNonNull("deletionTimestamp")) {
            return TERMINATING;
        }
        if (metadata.hasNonNull("generation")
                && observed.isIntegralNumber()
                && observed.longValue() != metadata.path("generation").longValue()) {
            return IN_PROGRESS;
        }
        JsonNode conditions = whole.path("status").path("conditions");
        for (JsonNode condition : conditions) {
            boolean yes = "True".equals(condition.path("status").textValue());
            if (yes && "Reconciling".equals(condition.path("type").textValue())) {
                return IN_PROGRESS;
            }
            if (yes && "Stalled".equals(condition.path("type").textValue())) {
                return FAILED;
            }
        }
        for (JsonNode condition : conditions) {
            if ("Ready".equals(condition.path("type").textValue())) {
                return "True".equals(condition.path("status").textValue()) ? CURRENT : IN_PROGRESS;
            }
        }
        return CURRENT;
    }
}
