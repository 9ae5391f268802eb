package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.dataplane.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Putting, getting and deleting images.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html">PutImage</a>
 */
final class ImageOperations {
    private static final int MAX_TAG = 300;
    private static final int MAX_TAGS_PER_IMAGE = 1000;
    private static final int MAX_MEDIA_TYPES = 100;
    private static final int MAX_MANIFEST = 4_194_304;
    private static final String DEFAULT_MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private final EmulatorState state;
    private final Addressing addressing;

    ImageOperations(EmulatorState state, Addressing addressing) {
        this.state = state;
        this.addressing = addressing;
    }

    /** {@return those of both services} */
    Map<String, Operation> operations() {
        return Map.of(
                "PutImage", Operation.write(this::put),
                "BatchDeleteImage", Operation.write(this::batchDelete));
    }

    /** {@return those that ECR Public has not} */
    Map<String, Operation> privateOperations() {
        return Map.of("BatchGetImage", Operation.read(this::batchGet));
    }

    private JsonNode put(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = addressing.repositoryName(parameters);
        String manifest = parameters
                .string("imageManifest", 1, MAX_MANIFEST)
                .orElseThrow(() -> parameters.missing("imageManifest"));
        JsonNode parsed = Json.parse(manifest)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> AwsError.invalidParameter("ImageManifest", "Invalid JSON syntax"));
        String mediaType = parameters
                .string("imageManifestMediaType")
                .orElse(parsed.path("mediaType").asText(DEFAULT_MEDIA_TYPE));
        Optional<String> tag = parameters.string("imageTag", 1, MAX_TAG);
        String digest = Image.digestOf(manifest);
        if (parameters
                .string("imageDigest")
                .filter(given -> !given.equals(digest))
                .isPresent()) {
            throw AwsError.of(
                    "ImageDigestDoesNotMatchException",
                    "The provided digest does not match the digest of the image manifest: " + digest);
        }
        JsonNode answer = addressing.with(request, repository -> {
            if (state.layersAreChecked()) {
                requireContent(repository, new Manifest(digest, mediaType, manifest));
            }
            Image image = new Image(
                    digest, manifest, mediaType, Set.of(), state.clock().instant(), Image.ACTIVE);
            push(repository, image, tag);
            return Json.object().set("image", image(repository, image, tag));
        });
        state.replication().pushed(addressing.registry(request), name, digest, tag);
        return answer;
    }

    private static void requireContent(Repository repository, Manifest manifest) {
        require("Layers", "LayersNotFoundException", repository, manifest.layers(), digest -> repository
                .layers()
                .find(digest)
                .isPresent());
        require("Images", "ReferencedImagesNotFoundException", repository, manifest.manifests(), digest -> repository
                .images()
                .byDigest(digest)
                .isPresent());
    }

    private static void require(
            String what, String code, Repository repository, List<String> digests, Predicate<String> isThere) {
        List<String> missing = digests.stream().filter(isThere.negate()).toList();
        if (!missing.isEmpty()) {
            throw AwsError.of(
                    code,
                    "%s with digests '%s' required for pushing image into repository with name '%s' in the registry with id '%s' do not exist"
                            .formatted(
                                    what,
                                    missing,
                                    repository.name(),
                                    repository.registry().account()));
        }
    }

    /** Adds an image or a tag under the repository's mutability; to be called under the repository's monitor. */
    static void push(Repository repository, Image image, Optional<String> tag) {
        ImageStore images = repository.images();
        Optional<Image> holder = tag.flatMap(images::byTag);
        boolean known = images.byDigest(image.digest()).isPresent();
        boolean same =
                holder.map(other -> other.digest().equals(image.digest())).orElse(known && tag.isEmpty());
        if (same) {
            throw AwsError.of(
                    "ImageAlreadyExistsException",
                    "Image with digest '%s' and tag '%s' already exists in the repository with name '%s' in registry with id '%s'"
                            .formatted(
                                    image.digest(),
                                    tag.orElse("null"),
                                    repository.name(),
                                    repository.registry().account()));
        }
        if (holder.isPresent() && !repository.tagMutability().mayMove(tag.orElseThrow())) {
            throw AwsError.of(
                    "ImageTagAlreadyExistsException",
                    "The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the tag is immutable."
                            .formatted(tag.orElseThrow(), repository.name()));
        }
        int tags = images.byDigest(image.digest()).map(old -> old.tags().size()).orElse(0);
        if (tag.isPresent() && tags >= MAX_TAGS_PER_IMAGE) {
            throw AwsError.of("LimitExceededException", "An image cannot have more than 1000 tags");
        }
        if (!known) {
            images.put(image);
            ScanOperations.onPush(repository, image);
        }
        tag.ifPresent(value -> images.tag(value, image.digest()));
    }

    private static ObjectNode image(Repository repository, Image image, Optional<String> tag) {
        ObjectNode json = Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name());
        ObjectNode id = json.putObject("imageId").put("imageDigest", image.digest());
        tag.ifPresent(value -> id.put("imageTag", value));
        return json.put("imageManifest", image.manifest()).put("imageManifestMediaType", image.mediaType());
    }

    private JsonNode batchGet(AwsRequest request) {
        addressing.repositoryName(request.parameters());
        List<ImageId> ids = ImageId.required(request.parameters());
        request.parameters().strings("acceptedMediaTypes", 1, MAX_MEDIA_TYPES);
        return addressing.with(request, repository -> {
            ObjectNode answer = Json.object();
            ArrayNode images = answer.putArray("images");
            ArrayNode failures = answer.putArray("failures");
            for (ImageId id : ids) {
                Optional<ImageId.Failure> failure = id.failureIn(repository.images());
                if (failure.isPresent()) {
                    failure.get().writeTo(failures);
                } else {
                    Image image = id.in(repository.images()).orElseThrow();
                    repository.home().notePull(repository, image, request.caller());
                    images.add(image(repository, image, id.tag()));
                }
            }
            return answer;
        });
    }

    private JsonNode batchDelete(AwsRequest request) {
        String name = addressing.repositoryName(request.parameters());
        List<ImageId> ids = ImageId.required(request.parameters());
        ImageDeletion deletion = addressing.with(request, repository -> {
            ImageDeletion all = ImageDeletion.empty();
            ids.forEach(id -> all.delete(repository.images(), id));
            return all;
        });
        state.replication().deleted(addressing.registry(request), name, deletion.deleted());
        return deletion.answer();
    }
}
