package io.ecroperator.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An Application of Argo CD as its controller left it.
 *
 * @param json the object
 */
record Application(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One object of an Application.
     *
     * @param name such as {@code EcrRepository api}
     * @param sync {@code Synced} or {@code OutOfSync}
     * @param health such as {@code Healthy}; empty for kinds that have none
     * @param message what the health's script said
     */
    record Resource(String name, String sync, String health, String message) {}

    Application(GenericKubernetesResource object) {
        this(JSON.<JsonNode>valueToTree(object));
    }

    String sync() {
        return text("status", "sync", "status");
    }

    String health() {
        return text("status", "health", "status");
    }

    /** How the last sync went, such as {@code Succeeded}; empty if there was none. */
    String operation() {
        return text("status", "operationState", "phase");
    }

    /** Whether a sync is under way or about to be. */
    boolean isSyncing() {
        return json.has("operation") || operation().equals("Running");
    }

    /** When the last sync started. */
    String operationStarted() {
        return text("status", "operationState", "startedAt");
    }

    /** What the last sync says. */
    String operationMessage() {
        return text("status", "operationState", "message");
    }

    /** How many syncs there were that succeeded. */
    int syncs() {
        return json.path("status").path("history").size();
    }

    /** What Argo CD complains of. */
    List<String> conditions() {
        return StreamSupport.stream(json.path("status").path("conditions").spliterator(), false)
                .map(each ->
                        each.path("type").asText() + ": " + each.path("message").asText())
                .toList();
    }

    List<Resource> resources() {
        return StreamSupport.stream(json.path("status").path("resources").spliterator(), false)
                .map(each -> new Resource(
                        each.path("kind").asText() + " " + each.path("name").asText(),
                        each.path("status").asText(),
                        each.path("health").path("status").asText(),
                        each.path("health").path("message").asText()))
                .toList();
    }

    Resource resource(String name) {
        return resources().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " among " + resources()));
    }

    Optional<String> annotation(String key) {
        JsonNode value = json.path("metadata").path("annotations").path(key);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    /** What one wants to know of it when a test fails. */
    String summary() {
        String others = resources().stream()
                .filter(each -> !(each.sync() + each.health()).matches("Synced(Healthy)?"))
                .map(each -> "\n  " + each)
                .collect(Collectors.joining());
        return "%s: %s, %s, sync %s (%s) %s%s"
                .formatted(
                        text("metadata", "name"),
                        sync(),
                        health(),
                        operation(),
                        operationMessage(),
                        conditions(),
                        others);
    }

    private String text(String... path) {
        JsonNode at = json;
        for (String each : path) {
            at = at.path(each);
        }
        return at.asText();
    }
}
