package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a request names an image: by digest, by tag, or by both.
 *
 * @param digest image digest
 * @param tag image tag
 */
record ImageId(Optional<String> digest, Optional<String> tag) {
    private static final int MAX_IDS = 100;
    private static final int MAX_TAG = 300;
    private static final Pattern DIGEST = Pattern.compile("[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");

    /**
     * Why one image of a batch failed while the call went well.
     *
     * @param id the image named
     * @param code ImageFailureCode
     * @param reason text
     */
    record Failure(ImageId id, String code, String reason) {
        void writeTo(ArrayNode failures) {
            ObjectNode failure = failures.addObject();
            ObjectNode imageId = failure.putObject("imageId");
            id.digest.ifPresent(value -> imageId.put("imageDigest", value));
            id.tag.ifPresent(value -> imageId.put("imageTag", value));
            failure.put("failureCode", code).put("failureReason", reason);
        }
    }

    static Optional<List<ImageId>> optional(Parameters parameters) {
        return parameters.structures("imageIds", 1, MAX_IDS).map(items -> items.stream()
                .map(item -> new ImageId(item.string("imageDigest"), item.string("imageTag")))
                .toList());
    }

    static List<ImageId> required(Parameters parameters) {
        return optional(parameters).orElseThrow(() -> parameters.missing("imageIds"));
    }

    /** {@return the image that a required structure names; InvalidParameterException if it names none} */
    static ImageId one(Parameters parameters, String structure) {
        Parameters given = parameters.structure(structure).orElseThrow(() -> parameters.missing(structure));
        ImageId id = new ImageId(given.string("imageDigest"), given.string("imageTag", 1, MAX_TAG));
        if (id.digest.isEmpty() && id.tag.isEmpty()) {
            throw AwsError.of(
                    "InvalidParameterException", "Invalid request parameters: both tag and digest cannot be null");
        }
        return id;
    }

    /** {@return whether it is this image that is named} */
    boolean names(Image image) {
        return digest.map(image.digest()::equals).orElse(true)
                && tag.map(image.tags()::contains).orElse(true);
    }

    /** {@return the image, if the repository has it} */
    Optional<Image> in(ImageStore images) {
        return digest.isPresent() ? images.byDigest(digest.get()) : tag.flatMap(images::byTag);
    }

    /** {@return the image; ImageNotFoundException if the repository has none of that name} */
    Image existing(Repository repository) {
        return in(repository.images())
                .orElseThrow(() -> AwsError.of(
                        "ImageNotFoundException",
                        "The image with imageId %s does not exist within the repository with name '%s' in the registry with id '%s'"
                                .formatted(
                                        this,
                                        repository.name(),
                                        repository.registry().account())));
    }

    /** {@return each image once; ImageNotFoundException if one is not there} */
    static List<Image> all(List<ImageId> ids, Repository repository) {
        return ids.stream().map(id -> id.existing(repository)).distinct().toList();
    }

    /** {@return why a batch operation cannot find it, empty if it can} */
    Optional<Failure> failureIn(ImageStore images) {
        if (digest.isEmpty() && tag.isEmpty()) {
            return failure("MissingDigestAndTag", "Invalid request parameters: both tag and digest cannot be null");
        }
        if (digest.filter(value -> !DIGEST.matcher(value).matches()).isPresent()) {
            return failure(
                    "InvalidImageDigest",
                    "Invalid request parameters: image digest should satisfy the regex '" + DIGEST + "'");
        }
        Optional<Image> image = in(images);
        if (image.isEmpty()) {
            return failure("ImageNotFound", "Requested image not found");
        }
        if (tag.filter(value -> !image.get().tags().contains(value)).isPresent()) {
            return failure("ImageTagDoesNotMatchDigest", "The specified image tag does not refer to the digest");
        }
        return Optional.empty();
    }

    private Optional<Failure> failure(String code, String reason) {
        return Optional.of(new Failure(this, code, reason));
    }

    /** {@return the form of the id within ECR's messages} */
    @Override
    public String toString() {
        return "{imageDigest:'%s', imageTag:'%s'}".formatted(digest.orElse("null"), tag.orElse("null"));
    }
}
