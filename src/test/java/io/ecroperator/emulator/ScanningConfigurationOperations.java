package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The registry's scanning configuration, and what it means for each repository.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryScanningConfiguration.html">
 *     PutRegistryScanningConfiguration</a>
 */
final class ScanningConfigurationOperations {
    private static final Set<String> TYPES = new TreeSet<>(Set.of("BASIC", "ENHANCED"));
    private static final Set<String> FREQUENCIES = new TreeSet<>(Set.of("SCAN_ON_PUSH", "CONTINUOUS_SCAN", "MANUAL"));
    private static final String FREQUENCY = "scanFrequency";
    private static final String FILTERS = "repositoryFilters";
    private static final Pattern FILTER = Pattern.compile("^[a-z0-9*](?:[._\\-/a-z0-9*]?[a-z0-9*]+)*$");
    private static final int FILTER_MAX = 255;
    private static final int MAX_RULES = 2;
    private static final int MAX_FILTERS = 100;
    private static final int MAX_NAMES = 25;

    private final EmulatorState state;

    ScanningConfigurationOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutRegistryScanningConfiguration", Operation.write(this::put),
                "GetRegistryScanningConfiguration", Operation.read(this::get),
                "BatchGetRepositoryScanningConfiguration", Operation.read(this::batchGet));
    }

    private JsonNode put(AwsRequest request) {
        Parameters sent = request.parameters();
        String type = sent.oneOf("scanType", TYPES).orElse("BASIC");
        ObjectNode configuration = state.inventedMembers().of(sent).put("scanType", type);
        ArrayNode rules = configuration.putArray("rules");
        for (Parameters rule : sent.structures("rules", 0, MAX_RULES).orElse(List.of())) {
            rules.add(rule(rule, type));
        }
        state.ownRegistry(request).settings().with(settings -> {
            settings.scanning(configuration);
            return settings;
        });
        return Json.object().set("registryScanningConfiguration", configuration);
    }

    private JsonNode rule(Parameters sent, String type) {
        String frequency = sent.oneOf(FREQUENCY, FREQUENCIES).orElseThrow(() -> sent.missing(FREQUENCY));
        if (type.equals("BASIC") && frequency.equals("CONTINUOUS_SCAN")) {
            throw AwsError.invalidParameter(
                    sent.path() + FREQUENCY, "CONTINUOUS_SCAN is not supported when scanType is BASIC");
        }
        ObjectNode rule = state.inventedMembers().of(sent).put(FREQUENCY, frequency);
        ArrayNode filters = rule.putArray(FILTERS);
        for (Parameters filter : sent.requiredStructures(FILTERS, 0, MAX_FILTERS)) {
            filters.add(filter(filter));
        }
        return rule;
    }

    private JsonNode filter(Parameters sent) {
        String filter = sent.matching("filter", 1, FILTER_MAX, FILTER).orElseThrow(() -> sent.missing("filter"));
        String type = sent.oneOf("filterType", Set.of("WILDCARD")).orElseThrow(() -> sent.missing("filterType"));
        return state.inventedMembers().of(sent).put("filter", filter).put("filterType", type);
    }

    private JsonNode get(AwsRequest request) {
        RegistryState registry = state.ownRegistry(request);
        return Json.object()
                .put("registryId", registry.key().account())
                .set("scanningConfiguration", registry.settings().with(RegistrySettings::scanning));
    }

    private JsonNode batchGet(AwsRequest request) {
        List<String> names = request.parameters()
                .strings("repositoryNames", 1, MAX_NAMES)
                .orElseThrow(() -> request.parameters().missing("repositoryNames"));
        names.forEach(name -> Parameters.checkRepositoryName("repositoryNames", name));
        RegistryState registry = state.ownRegistry(request);
        ObjectNode scanning = registry.settings().with(RegistrySettings::scanning);
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("scanningConfigurations");
        ArrayNode failures = answer.putArray("failures");
        for (String name : names.stream().distinct().toList()) {
            registry.find(name)
                    .map(repository -> EffectiveScanning.of(scanning, repository))
                    .ifPresentOrElse(found::add, () -> failures.addObject()
                            .put("repositoryName", name)
                            .put("failureCode", "REPOSITORY_NOT_FOUND")
                            .put(
                                    "failureReason",
                                    AwsError.repositoryNotFound(
                                                    name, registry.key().account())
                                            .getMessage()));
        }
        return answer;
    }
}
