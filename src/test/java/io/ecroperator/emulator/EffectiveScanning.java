package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.Wildcard;
import java.util.List;

/**
 * How the images of a repository are scanned by the registry's rules: continuous scanning precedes scanning on push, and without a
 * rule the repository's own setting counts, with basic scanning only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html">Filters to choose which
 *     repositories are scanned</a>
 */
final class EffectiveScanning {
    private static final List<String> BY_PRECEDENCE = List.of("CONTINUOUS_SCAN", "SCAN_ON_PUSH");

    private EffectiveScanning() {}

    /** {@return the RepositoryScanningConfiguration of the API} */
    static ObjectNode of(ObjectNode registryConfiguration, Repository repository) {
        ObjectNode json = Json.object().put("repositoryArn", repository.arn()).put("repositoryName", repository.name());
        for (String frequency : BY_PRECEDENCE) {
            List<JsonNode> applied = filters(registryConfiguration, frequency, repository.name());
            if (!applied.isEmpty()) {
                return with(json, frequency, applied);
            }
        }
        boolean own = registryConfiguration.path("scanType").asText().equals("BASIC") && scanOnPush(repository);
        return with(json, own ? "SCAN_ON_PUSH" : "MANUAL", List.of());
    }

    private static ObjectNode with(ObjectNode json, String frequency, List<JsonNode> applied) {
        json.put("scanOnPush", frequency.equals("SCAN_ON_PUSH")).put("scanFrequency", frequency);
        ArrayNode filters = json.putArray("appliedScanFilters");
        applied.forEach(filters::add);
        return json;
    }

    private static List<JsonNode> filters(ObjectNode configuration, String frequency, String name) {
        return configuration
                .path("rules")
                .valueStream()
                .filter(rule -> rule.path("scanFrequency").asText().equals(frequency))
                .flatMap(rule -> rule.path("repositoryFilters").valueStream())
                .filter(filter -> matches(filter.path("filter").asText(), name))
                .toList();
    }

    /** A filter without a wildcard matches all names that contain it. */
    private static boolean matches(String filter, String name) {
        return filter.contains("*") ? Wildcard.matches(filter, name) : name.contains(filter);
    }

    private static boolean scanOnPush(Repository repository) {
        synchronized (repository) {
            return repository.scanOnPush();
        }
    }
}
