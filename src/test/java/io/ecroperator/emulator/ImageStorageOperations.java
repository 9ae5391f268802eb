package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moving an image to the archive, which is done at once, and back, which takes its time: 20 minutes here, the most that ECR
 * needs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UpdateImageStorageClass.html">UpdateImageStorageClass</a>
 */
final class ImageStorageOperations {
    private static final Duration RESTORE = Duration.ofMinutes(20);
    private static final Set<String> CLASSES = new TreeSet<>(Set.of("ARCHIVE", "STANDARD"));

    private final EmulatorState state;

    ImageStorageOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of("UpdateImageStorageClass", Operation.write(this::update));
    }

    private JsonNode update(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        ImageId id = ImageId.one(parameters, "imageId");
        String target = parameters
                .oneOf("targetStorageClass", CLASSES)
                .orElseThrow(() -> parameters.missing("targetStorageClass"));
        return state.registry(request).with(name, repository -> {
            Image image = moved(repository, id.existing(repository), target);
            repository.images().put(image);
            ObjectNode answer = Json.object()
                    .put("registryId", repository.registry().account())
                    .put("repositoryName", name);
            answer.putObject("imageId").put("imageDigest", image.digest());
            return answer.put("imageStatus", image.status());
        });
    }

    private Image moved(Repository repository, Image image, String target) {
        Instant now = state.clock().instant();
        boolean active = image.status().equals(Image.ACTIVE);
        if (target.equals("STANDARD")) {
            return image.status().equals(Image.ARCHIVED) ? image.activating(now.plus(RESTORE)) : image;
        }
        if (active && repository.images().isReferenced(image.digest())) {
            throw AwsError.of(
                    "ImageStorageClassUpdateNotSupportedException",
                    "The requested image storage class update is not supported.");
        }
        return active ? image.archived(now) : image;
    }
}
