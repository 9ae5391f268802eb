package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Listing images, page by page. Without an imageStatus filter only ACTIVE images are listed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html">ListImages</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html">DescribeImages</a>
 */
final class ImageListing {
    private static final Set<String> TAG_STATUS = new TreeSet<>(Set.of("TAGGED", "UNTAGGED", "ANY"));
    private static final Set<String> IMAGE_STATUS = new TreeSet<>(Set.of("ACTIVE", "ARCHIVED", "ACTIVATING", "ANY"));

    private final EmulatorState state;

    ImageListing(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "ListImages", Operation.read(this::list),
                "DescribeImages", Operation.read(this::describe));
    }

    /** One line of ListImages: an image under one of its tags, or untagged. */
    private record Entry(Image image, Optional<String> tag) {
        String key() {
            return image.digest() + " " + tag.orElse("");
        }

        JsonNode json() {
            ObjectNode id = Json.object().put("imageDigest", image.digest());
            tag.ifPresent(value -> id.put("imageTag", value));
            return id;
        }

        static List<Entry> of(Image image) {
            if (image.tags().isEmpty()) {
                return List.of(new Entry(image, Optional.empty()));
            }
            return image.tags().stream()
                    .map(tag -> new Entry(image, Optional.of(tag)))
                    .toList();
        }
    }

    private JsonNode list(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        Predicate<Image> filter = filter(parameters);
        return state.registry(request).with(name, repository -> {
            List<Entry> entries = repository.images().all().stream()
                    .filter(filter)
                    .flatMap(image -> Entry.of(image).stream())
                    .toList();
            return Page.of(parameters, "imageIds").cut(entries, Entry::key, Entry::json);
        });
    }

    private JsonNode describe(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        Optional<List<ImageId>> ids = ImageId.optional(parameters);
        if (ids.isPresent() && (parameters.has("maxResults") || parameters.has("nextToken"))) {
            throw AwsError.invalidParameter("imageIds", "must be null when maxResults or nextToken is specified");
        }
        Predicate<Image> filter = filter(parameters);
        return state.registry(request).with(name, repository -> {
            if (ids.isPresent()) {
                ObjectNode answer = Json.object();
                ArrayNode details = answer.putArray("imageDetails");
                ImageId.all(ids.get(), repository).forEach(image -> details.add(detail(repository, image)));
                return answer;
            }
            List<Image> images =
                    repository.images().all().stream().filter(filter).toList();
            return Page.of(parameters, "imageDetails").cut(images, Image::digest, image -> detail(repository, image));
        });
    }

    private static ObjectNode detail(Repository repository, Image image) {
        ObjectNode detail = ImageDetails.of(repository, image).put("imageStatus", image.status());
        repository.images().scans().of(image.digest()).ifPresent(scan -> {
            detail.set("imageScanStatus", scan.status());
            detail.set("imageScanFindingsSummary", scan.summary());
        });
        image.content().subject().ifPresent(subject -> detail.put("subjectManifestDigest", subject));
        ImageTimes times = image.times();
        times.pulled().ifPresent(at -> detail.put("lastRecordedPullTime", Json.timestamp(at)));
        times.archived().ifPresent(at -> detail.put("lastArchivedAt", Json.timestamp(at)));
        times.activated()
                .filter(at -> image.status().equals(Image.ACTIVE))
                .ifPresent(at -> detail.put("lastActivatedAt", Json.timestamp(at)));
        return detail;
    }

    private static Predicate<Image> filter(Parameters parameters) {
        Optional<Parameters> filter = parameters.structure("filter");
        String tags =
                filter.flatMap(value -> value.oneOf("tagStatus", TAG_STATUS)).orElse("ANY");
        String status = filter.flatMap(value -> value.oneOf("imageStatus", IMAGE_STATUS))
                .orElse("ACTIVE");
        return image -> (tags.equals("ANY") || image.tags().isEmpty() == tags.equals("UNTAGGED"))
                && (status.equals("ANY") || status.equals(image.status()));
    }
}
