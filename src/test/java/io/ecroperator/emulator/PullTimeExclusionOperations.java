package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Principals whose pulls leave no pull time.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegisterPullTimeUpdateExclusion.html">
 *     RegisterPullTimeUpdateExclusion</a>
 */
final class PullTimeExclusionOperations {
    private static final String PRINCIPAL = "principalArn";
    private static final Pattern PRINCIPAL_PATTERN =
            Pattern.compile("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*$");
    private static final int PRINCIPAL_MAX = 200;
    /** The service model has no longer list. */
    private static final int MAX = 100;

    private final EmulatorState state;

    PullTimeExclusionOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "RegisterPullTimeUpdateExclusion", Operation.write(this::register),
                "DeregisterPullTimeUpdateExclusion", Operation.write(this::deregister),
                "ListPullTimeUpdateExclusions", Operation.read(this::list));
    }

    private JsonNode register(AwsRequest request) {
        String principal = principal(request.parameters());
        RegistryState registry = state.ownRegistry(request);
        Instant now = registry.now();
        registry.settings().with(settings -> {
            Map<String, Instant> exclusions = settings.pullTimeExclusions();
            if (exclusions.containsKey(principal)) {
                throw AwsError.of(
                        "ExclusionAlreadyExistsException",
                        "The specified pull time update exclusion already exists for the registry.");
            }
            if (exclusions.size() == MAX) {
                throw AwsError.of(
                        "LimitExceededException",
                        "A registry cannot have more than " + MAX + " pull time update exclusions");
            }
            return exclusions.put(principal, now);
        });
        return Json.object().put(PRINCIPAL, principal).put("createdAt", Json.timestamp(now));
    }

    private JsonNode deregister(AwsRequest request) {
        String principal = principal(request.parameters());
        boolean removed = state.ownRegistry(request)
                .settings()
                .with(settings -> settings.pullTimeExclusions().remove(principal) != null);
        if (!removed) {
            throw AwsError.of("ExclusionNotFoundException", "The specified pull time update exclusion was not found.");
        }
        return Json.object().put(PRINCIPAL, principal);
    }

    private JsonNode list(AwsRequest request) {
        Page page = Page.of(request.parameters(), "pullTimeUpdateExclusions");
        List<String> principals = state.ownRegistry(request)
                .settings()
                .with(settings -> List.copyOf(settings.pullTimeExclusions()
                        .tailMap(page.after(), false)
                        .keySet()));
        return page.of(principals, principal -> principal, TextNode::valueOf);
    }

    private static String principal(Parameters parameters) {
        return parameters
                .matching(PRINCIPAL, 0, PRINCIPAL_MAX, PRINCIPAL_PATTERN)
                .orElseThrow(() -> parameters.missing(PRINCIPAL));
    }
}
