package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listing the images of public repositories: by image, or by tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_DescribeImageTags.html">DescribeImageTags</a>
 */
final class PublicImageListing {
    private static final String DETAILS = "imageDetails";

    private final Addressing addressing;

    PublicImageListing(Addressing addressing) {
        this.addressing = addressing;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeImages", Operation.read(this::describe),
                "DescribeImageTags", Operation.read(this::tags));
    }

    private record Tagged(String tag, Image image) {
        JsonNode json() {
            ObjectNode json = Json.object().put("imageTag", tag).put("createdAt", Json.timestamp(image.pushedAt()));
            json.putObject("imageDetail").put("imageDigest", image.digest()).setAll(ImageDetails.content(image));
            return json;
        }
    }

    private JsonNode describe(AwsRequest request) {
        Parameters parameters = request.parameters();
        Optional<List<ImageId>> ids = ImageId.optional(parameters);
        if (ids.isPresent() && (parameters.has("maxResults") || parameters.has("nextToken"))) {
            throw AwsError.invalidParameter("imageIds", "must be null when maxResults or nextToken is specified");
        }
        return addressing.with(request, repository -> {
            if (ids.isPresent()) {
                ObjectNode answer = Json.object();
                ArrayNode details = answer.putArray(DETAILS);
                ImageId.all(ids.get(), repository).forEach(image -> details.add(ImageDetails.of(repository, image)));
                return answer;
            }
            return Page.of(parameters, DETAILS)
                    .cut(repository.images().all(), Image::digest, image -> ImageDetails.of(repository, image));
        });
    }

    private JsonNode tags(AwsRequest request) {
        return addressing.with(request, repository -> {
            List<Tagged> tagged = repository.images().all().stream()
                    .flatMap(image -> image.tags().stream().map(tag -> new Tagged(tag, image)))
                    .sorted(Comparator.comparing(Tagged::tag))
                    .toList();
            return Page.of(request.parameters(), "imageTagDetails").cut(tagged, Tagged::tag, Tagged::json);
        });
    }
}
