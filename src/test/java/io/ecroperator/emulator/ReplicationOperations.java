package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The replication configuration: at most 25 rules and, over all of them, 25 destinations.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutReplicationConfiguration.html">
 *     PutReplicationConfiguration</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html">Quotas</a>, which has fewer rules than the
 *     25 of the service model
 */
final class ReplicationOperations {
    private static final String CONFIGURATION = "replicationConfiguration";
    private static final String FILTERS = "repositoryFilters";
    private static final Pattern REGION = Pattern.compile("[0-9a-z-]{2,25}");
    private static final Pattern FILTER =
            Pattern.compile("^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$");
    private static final int MAX_RULES_OF_MODEL = 25;
    private static final int MAX_DESTINATIONS_OF_RULE = 100;
    private static final int MAX_DESTINATIONS = 25;
    private static final int MAX_FILTERS = 100;
    private static final int REGION_MIN = 2;
    private static final int REGION_MAX = 25;
    private static final int FILTER_MIN = 2;
    private static final int FILTER_MAX = 256;

    private final EmulatorState state;

    ReplicationOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeRegistry", Operation.read(this::describe),
                "DescribeImageReplicationStatus", Operation.read(this::status),
                "PutReplicationConfiguration", Operation.write(this::put));
    }

    private JsonNode describe(AwsRequest request) {
        RegistryState registry = state.ownRegistry(request);
        return Json.object()
                .put("registryId", registry.key().account())
                .set(CONFIGURATION, registry.settings().with(RegistrySettings::replication));
    }

    private JsonNode status(AwsRequest request) {
        String name = request.parameters().repositoryName();
        Parameters sent = request.parameters().requiredStructure("imageId");
        ImageId id = new ImageId(sent.string("imageDigest"), sent.string("imageTag"));
        RegistryState registry = state.registry(request);
        String digest =
                registry.with(name, repository -> id.existing(repository).digest());
        ObjectNode answer = Json.object().put("repositoryName", name);
        ObjectNode imageId = answer.putObject("imageId").put("imageDigest", digest);
        id.tag().ifPresent(tag -> imageId.put("imageTag", tag));
        ArrayNode statuses = answer.putArray("replicationStatuses");
        state.replication().outcomes(registry.key(), name, digest).forEach((destination, outcome) -> {
            ObjectNode status = statuses.addObject()
                    .put("region", destination.region())
                    .put("registryId", destination.account())
                    .put("status", outcome.status());
            outcome.failureCode().ifPresent(code -> status.put("failureCode", code));
        });
        return answer;
    }

    private JsonNode put(AwsRequest request) {
        Parameters sent = request.parameters().requiredStructure(CONFIGURATION);
        ObjectNode configuration = state.inventedMembers().of(sent);
        ArrayNode rules = configuration.putArray("rules");
        Set<RegistryKey> destinations = new HashSet<>();
        for (Parameters rule : sent.requiredStructures("rules", 0, MAX_RULES_OF_MODEL)) {
            rules.add(rule(rule, destinations));
        }
        RegistryState registry = state.ownRegistry(request);
        checkQuotas(destinations.size());
        if (destinations.contains(registry.key())) {
            throw invalid("Replication destination cannot be the same as the source registry");
        }
        registry.settings().with(settings -> {
            settings.replication(configuration);
            return settings;
        });
        return Json.object().set(CONFIGURATION, configuration);
    }

    private JsonNode rule(Parameters sent, Set<RegistryKey> destinations) {
        ObjectNode rule = state.inventedMembers().of(sent);
        ArrayNode targets = rule.putArray("destinations");
        for (Parameters destination : sent.requiredStructures("destinations", 0, MAX_DESTINATIONS_OF_RULE)) {
            RegistryKey target = destination(destination);
            destinations.add(target);
            targets.add(state.inventedMembers()
                    .of(destination)
                    .put("region", target.region())
                    .put("registryId", target.account()));
        }
        sent.structures(FILTERS, 1, MAX_FILTERS).ifPresent(filters -> {
            ArrayNode kept = rule.putArray(FILTERS);
            filters.forEach(filter -> kept.add(filter(filter)));
        });
        sent.structure("deleteReplication").ifPresent(delete -> {
            if (!delete.has("enabled")) {
                throw delete.missing("enabled");
            }
            rule.set("deleteReplication", state.inventedMembers().of(delete).put("enabled", delete.flag("enabled")));
        });
        return rule;
    }

    /** {@return the registry that a ReplicationDestination names} */
    static RegistryKey destination(Parameters sent) {
        String region =
                sent.matching("region", REGION_MIN, REGION_MAX, REGION).orElseThrow(() -> sent.missing("region"));
        return new RegistryKey(sent.registryId().orElseThrow(() -> sent.missing("registryId")), region);
    }

    private JsonNode filter(Parameters sent) {
        String filter =
                sent.matching("filter", FILTER_MIN, FILTER_MAX, FILTER).orElseThrow(() -> sent.missing("filter"));
        String type = sent.oneOf("filterType", Set.of("PREFIX_MATCH")).orElseThrow(() -> sent.missing("filterType"));
        return state.inventedMembers().of(sent).put("filter", filter).put("filterType", type);
    }

    private static void checkQuotas(int destinations) {
        if (destinations > MAX_DESTINATIONS) {
            throw invalid("A replication configuration cannot have more than " + MAX_DESTINATIONS
                    + " unique destinations across all rules");
        }
    }

    private static AwsError invalid(String constraint) {
        return AwsError.invalidParameter(CONFIGURATION, constraint);
    }
}
