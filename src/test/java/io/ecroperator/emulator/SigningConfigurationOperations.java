package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The signing configuration.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutSigningConfiguration.html">PutSigningConfiguration</a>
 */
final class SigningConfigurationOperations {
    private static final String CONFIGURATION = "signingConfiguration";
    private static final String PROFILE = "signingProfileArn";
    private static final String FILTERS = "repositoryFilters";
    private static final Pattern PROFILE_PATTERN =
            Pattern.compile("^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\\/signing-profiles\\/[a-zA-Z0-9_]{2,}$");
    private static final Pattern FILTER =
            Pattern.compile("^(?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*$");
    private static final int PROFILE_MAX = 200;
    private static final int FILTER_MAX = 256;
    private static final int MAX_RULES = 10;
    private static final int MAX_FILTERS = 100;

    private final EmulatorState state;

    SigningConfigurationOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutSigningConfiguration", Operation.write(this::put),
                "GetSigningConfiguration", Operation.read(this::get),
                "DeleteSigningConfiguration", Operation.write(this::delete));
    }

    private JsonNode put(AwsRequest request) {
        Parameters sent = request.parameters().requiredStructure(CONFIGURATION);
        ObjectNode configuration = state.inventedMembers().of(sent);
        ArrayNode rules = configuration.putArray("rules");
        for (Parameters rule : sent.requiredStructures("rules", 0, MAX_RULES)) {
            rules.add(rule(rule));
        }
        RegistryState registry = state.ownRegistry(request);
        registry.settings().with(settings -> {
            settings.signing(configuration, registry.now());
            return settings;
        });
        return Json.object().set(CONFIGURATION, configuration);
    }

    private JsonNode rule(Parameters sent) {
        String profile =
                sent.matching(PROFILE, 0, PROFILE_MAX, PROFILE_PATTERN).orElseThrow(() -> sent.missing(PROFILE));
        ObjectNode rule = state.inventedMembers().of(sent).put(PROFILE, profile);
        sent.structures(FILTERS, 1, MAX_FILTERS).ifPresent(filters -> {
            ArrayNode kept = rule.putArray(FILTERS);
            filters.forEach(filter -> kept.add(filter(filter)));
        });
        return rule;
    }

    private JsonNode filter(Parameters sent) {
        String filter = sent.matching("filter", 1, FILTER_MAX, FILTER).orElseThrow(() -> sent.missing("filter"));
        String type = sent.oneOf("filterType", Set.of("WILDCARD_MATCH")).orElseThrow(() -> sent.missing("filterType"));
        return state.inventedMembers().of(sent).put("filter", filter).put("filterType", type);
    }

    private JsonNode get(AwsRequest request) {
        RegistryState registry = state.ownRegistry(request);
        return registry.settings().with(settings -> answer(registry, existing(registry, settings)));
    }

    private JsonNode delete(AwsRequest request) {
        RegistryState registry = state.ownRegistry(request);
        return registry.settings().with(settings -> {
            ObjectNode configuration = existing(registry, settings);
            settings.forgetSigning();
            return answer(registry, configuration);
        });
    }

    private static ObjectNode existing(RegistryState registry, RegistrySettings settings) {
        return settings.signing()
                .orElseThrow(() -> AwsError.of(
                        "SigningConfigurationNotFoundException",
                        "Signing configuration does not exist in the registry with id '%s'"
                                .formatted(registry.key().account())));
    }

    private static JsonNode answer(RegistryState registry, ObjectNode configuration) {
        return Json.object().put("registryId", registry.key().account()).set(CONFIGURATION, configuration);
    }
}
