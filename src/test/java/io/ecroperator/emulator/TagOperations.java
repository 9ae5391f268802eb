package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tags of repositories, which name the repository by ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html">TagResource</a>
 */
final class TagOperations {
    private static final int MAX_IN_REQUEST = 200;

    private final Addressing addressing;

    TagOperations(Addressing addressing) {
        this.addressing = addressing;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "TagResource", Operation.write(this::tag),
                "UntagResource", Operation.write(this::untag),
                "ListTagsForResource", Operation.read(this::list));
    }

    private JsonNode tag(AwsRequest request) {
        Parameters parameters = request.parameters();
        parameters.required("resourceArn");
        Map<String, String> tags = TagSet.read(
                parameters.structures("tags", 0, MAX_IN_REQUEST).orElseThrow(() -> parameters.missing("tags")));
        return with(request, repository -> {
            repository.tags(repository.tags().plus(tags));
            return Json.object();
        });
    }

    private JsonNode untag(AwsRequest request) {
        Parameters parameters = request.parameters();
        parameters.required("resourceArn");
        List<String> keys =
                parameters.strings("tagKeys", 0, MAX_IN_REQUEST).orElseThrow(() -> parameters.missing("tagKeys"));
        keys.forEach(TagSet::checkKey);
        return with(request, repository -> {
            repository.tags(repository.tags().minus(keys));
            return Json.object();
        });
    }

    private JsonNode list(AwsRequest request) {
        return with(request, repository -> {
            ObjectNode answer = Json.object();
            repository.tags().writeTo(answer.putArray("tags"));
            return answer;
        });
    }

    private JsonNode with(AwsRequest request, Function<Repository, JsonNode> action) {
        Addressing.Resource resource = addressing.resource(request);
        return resource.registry().with(resource.name(), action);
    }
}
