package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.Wildcard;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The signatures of images: one by each profile whose rule was there when the image was pushed. Every signing job goes well.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageSigningStatus.html">
 *     DescribeImageSigningStatus</a>
 */
final class ImageSigningOperations {
    private final EmulatorState state;

    ImageSigningOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of("DescribeImageSigningStatus", Operation.read(this::describe));
    }

    private JsonNode describe(AwsRequest request) {
        String name = request.parameters().repositoryName();
        Parameters sent = request.parameters().requiredStructure("imageId");
        ImageId id = new ImageId(sent.string("imageDigest"), sent.string("imageTag"));
        RegistryState registry = state.registry(request);
        Image image = registry.with(name, id::existing);
        ObjectNode answer =
                Json.object().put("registryId", registry.key().account()).put("repositoryName", name);
        ObjectNode imageId = answer.putObject("imageId").put("imageDigest", image.digest());
        id.tag().ifPresent(tag -> imageId.put("imageTag", tag));
        ArrayNode statuses = answer.putArray("signingStatuses");
        profiles(registry, name, image.pushedAt())
                .forEach(profile ->
                        statuses.addObject().put("signingProfileArn", profile).put("status", "COMPLETE"));
        return answer;
    }

    private static List<String> profiles(RegistryState registry, String repository, Instant pushedAt) {
        return registry.settings().with(settings -> settings.signing().stream()
                .flatMap(configuration -> configuration.path("rules").valueStream())
                .filter(rule -> isFor(rule, repository))
                .map(rule -> rule.path("signingProfileArn").asText())
                .filter(profile -> !pushedAt.isBefore(settings.signingSince(profile)))
                .distinct()
                .toList());
    }

    private static boolean isFor(JsonNode rule, String repository) {
        JsonNode filters = rule.path("repositoryFilters");
        return filters.isEmpty()
                || filters.valueStream()
                        .anyMatch(
                                filter -> Wildcard.matches(filter.path("filter").asText(), repository));
    }
}
