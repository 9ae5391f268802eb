package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The operations on images. */
final class ImageOperations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ImageOperations() {}

    static Map<String, BiFunction<EmulatedRegistry, JsonNode, ObjectNode>> all() {
        return Map.of(
                "PutImage", ImageOperations::put,
                "ListImages", ImageOperations::list,
                "DescribeImages", ImageOperations::describe,
                "BatchGetImage", ImageOperations::batchGet,
                "BatchDeleteImage", ImageOperations::batchDelete);
    }

    private static ObjectNode put(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = EcrOperations.named(registry, input);
        String manifest = input.path("imageManifest").asText();
        Optional<String> tag = Optional.ofNullable(input.path("imageTag").asText(null));
        String digest = EmulatedRegistry.digest(manifest);
        tag.ifPresent(each -> checkTag(registry, repository, each, digest));
        registry.store(repository, manifest, tag);
        ObjectNode image = JSON.createObjectNode()
                .put("registryId", registry.account())
                .put("repositoryName", repository.name)
                .put("imageManifest", manifest);
        image.set("imageId", id(digest, tag.orElse(null)));
        return JSON.createObjectNode().set("image", image);
    }

    private static void checkTag(EmulatedRegistry registry, EmulatedRepository repository, String tag, String digest) {
        String present = repository.imageTags.get(tag);
        boolean excluded = repository.exclusionFilters.stream().anyMatch(filter -> wildcard(filter, tag));
        boolean immutable = repository.mutability.startsWith("IMMUTABLE") != excluded;
        if (present == null) {
            return;
        }
        if (present.equals(digest)) {
            throw AwsError.of(
                    "ImageAlreadyExistsException",
                    "Image with digest '" + digest + "' and tag '" + tag
                            + "' already exists in the repository with name '" + repository.name
                            + "' in registry with id '" + registry.account() + "'");
        }
        if (immutable) {
            throw AwsError.of(
                    "ImageTagAlreadyExistsException",
                    "The image tag '" + tag + "' already exists in the '" + repository.name
                            + "' repository and cannot be overwritten because the tag is immutable.");
        }
    }

    private static boolean wildcard(String filter, String tag) {
        return Pattern.compile("\\Q" + filter.replace("*", "\\E.*\\Q") + "\\E")
                .matcher(tag)
                .matches();
    }

    private static ObjectNode list(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = EcrOperations.named(registry, input);
        List<ObjectNode> ids = new ArrayList<>();
        repository.images.keySet().forEach(digest -> {
            List<String> tags = tagsOf(repository, digest);
            if (tags.isEmpty()) {
                ids.add(id(digest, null));
            }
            tags.forEach(tag -> ids.add(id(digest, tag)));
        });
        return page(input, ids, "imageIds");
    }

    private static ObjectNode describe(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = EcrOperations.named(registry, input);
        List<ObjectNode> details = new ArrayList<>();
        repository.images.values().forEach(image -> {
            ObjectNode detail = JSON.createObjectNode()
                    .put("registryId", registry.account())
                    .put("repositoryName", repository.name)
                    .put("imageDigest", image.digest())
                    .put("imageSizeInBytes", image.manifest().length())
                    .put("imagePushedAt", image.pushedAt().toEpochMilli() / 1000.0);
            ArrayNode tags = detail.putArray("imageTags");
            tagsOf(repository, image.digest()).forEach(tags::add);
            details.add(detail);
        });
        return page(input, details, "imageDetails");
    }

    private static ObjectNode batchGet(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = EcrOperations.named(registry, input);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode images = answer.putArray("images");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode id : input.path("imageIds")) {
            String digest = digestOf(repository, id);
            if (digest == null || !repository.images.containsKey(digest)) {
                failures.addObject().put("failureCode", "ImageNotFound").set("imageId", id);
            } else {
                images.addObject()
                        .put("registryId", registry.account())
                        .put("repositoryName", repository.name)
                        .put("imageManifest", repository.images.get(digest).manifest())
                        .set("imageId", id(digest, id.path("imageTag").asText(null)));
            }
        }
        return answer;
    }

    private static ObjectNode batchDelete(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = EcrOperations.named(registry, input);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode deleted = answer.putArray("imageIds");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode id : input.path("imageIds")) {
            String digest = digestOf(repository, id);
            if (digest == null || !repository.images.containsKey(digest)) {
                failures.addObject().put("failureCode", "ImageNotFound").set("imageId", id);
                continue;
            }
            if (id.has("imageTag")) {
                repository.imageTags.remove(id.path("imageTag").asText());
            } else {
                repository.imageTags.values().removeIf(digest::equals);
            }
            if (tagsOf(repository, digest).isEmpty()) {
                repository.images.remove(digest);
            }
            deleted.add(id(digest, id.path("imageTag").asText(null)));
        }
        return answer;
    }

    private static ObjectNode page(JsonNode input, List<ObjectNode> items, String field) {
        int max = input.path("maxResults").asInt(100);
        int from = input.path("nextToken").asInt(0);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray(field);
        items.subList(Math.min(from, items.size()), Math.min(from + max, items.size()))
                .forEach(list::add);
        if (from + max < items.size()) {
            answer.put("nextToken", String.valueOf(from + max));
        }
        return answer;
    }

    private static String digestOf(EmulatedRepository repository, JsonNode id) {
        return id.has("imageTag")
                ? repository.imageTags.get(id.path("imageTag").asText())
                : id.path("imageDigest").asText(null);
    }

    private static List<String> tagsOf(EmulatedRepository repository, String digest) {
        return repository.imageTags.entrySet().stream()
                .filter(each -> each.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ObjectNode id(String digest, String tag) {
        ObjectNode id = JSON.createObjectNode().put("imageDigest", digest);
        return tag == null ? id : id.put("imageTag", tag);
    }
}
