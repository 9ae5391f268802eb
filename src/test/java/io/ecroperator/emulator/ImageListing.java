package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
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

        void writeTo(ArrayNode ids) {
            ObjectNode id = ids.addObject().put("imageDigest", image.digest());
            tag.ifPresent(value -> id.put("imageTag", value));
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
            return page(parameters, "imageIds", entries, Entry::key, Entry::writeTo);
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
            BiConsumer<Image, ArrayNode> writer = (image, details) -> details.add(detail(repository, image));
            if (ids.isPresent()) {
                ObjectNode answer = Json.object();
                ArrayNode details = answer.putArray("imageDetails");
                named(repository, ids.get()).forEach(image -> writer.accept(image, details));
                return answer;
            }
            List<Image> images = new ArrayList<>(repository.images().all());
            images.removeIf(filter.negate());
            return page(parameters, "imageDetails", images, Image::digest, writer);
        });
    }

    private static List<Image> named(Repository repository, List<ImageId> ids) {
        return ids.stream()
                .map(id -> id.in(repository.images())
                        .orElseThrow(() -> AwsError.of(
                                "ImageNotFoundException",
                                "The image with imageId %s does not exist within the repository with name '%s' in the registry with id '%s'"
                                        .formatted(
                                                id,
                                                repository.name(),
                                                repository.registry().account()))))
                .distinct()
                .toList();
    }

    private static ObjectNode detail(Repository repository, Image image) {
        ObjectNode detail = Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name())
                .put("imageDigest", image.digest());
        if (!image.tags().isEmpty()) {
            image.tags().forEach(detail.putArray("imageTags")::add);
        }
        return detail.put("imageSizeInBytes", size(image))
                .put("imagePushedAt", Json.timestamp(image.pushedAt()))
                .put("imageManifestMediaType", image.mediaType())
                .put("imageStatus", image.status());
    }

    /** The manifest itself and the layers it declares, in bytes. */
    private static long size(Image image) {
        long size = image.manifest().getBytes(StandardCharsets.UTF_8).length;
        JsonNode manifest = Json.parse(image.manifest()).orElseGet(Json::object);
        size += manifest.path("config").path("size").asLong();
        for (JsonNode layer : manifest.path("layers")) {
            size += layer.path("size").asLong();
        }
        return size;
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

    private static <T> ObjectNode page(
            Parameters parameters,
            String list,
            List<T> sorted,
            Function<T, String> key,
            BiConsumer<T, ArrayNode> writer) {
        int size = parameters.integer("maxResults", 1, Parameters.MAX_PAGE).orElse(Parameters.DEFAULT_PAGE);
        String after = parameters
                .string("nextToken")
                .map(token -> PageToken.keyOf(list, token))
                .orElse("");
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray(list);
        String last = "";
        for (T item : sorted) {
            if (key.apply(item).compareTo(after) > 0) {
                if (items.size() == size) {
                    answer.put("nextToken", PageToken.after(list, last));
                    break;
                }
                writer.accept(item, items);
                last = key.apply(item);
            }
        }
        return answer;
    }
}
