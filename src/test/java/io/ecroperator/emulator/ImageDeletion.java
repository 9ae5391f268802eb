package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A deletion of images, and what came of each.
 *
 * @param answer the answer of BatchDeleteImage
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html">BatchDeleteImage</a>
 */
record ImageDeletion(ObjectNode answer) {
    private static final String DELETED = "imageIds";
    private static final String FAILURES = "failures";

    static ImageDeletion empty() {
        ObjectNode answer = Json.object();
        answer.putArray(DELETED);
        answer.putArray(FAILURES);
        return new ImageDeletion(answer);
    }

    /** {@return the tags and digests that are gone} */
    ArrayNode deleted() {
        return (ArrayNode) answer.path(DELETED);
    }

    ArrayNode failures() {
        return (ArrayNode) answer.path(FAILURES);
    }

    /** A tag alone removes the tag, and the image with its last tag; a digest removes the image with all its tags. */
    void delete(ImageStore images, ImageId id) {
        Optional<ImageId.Failure> failure = id.failureIn(images);
        if (failure.isPresent()) {
            failure.get().writeTo(failures());
            return;
        }
        Image image = id.in(images).orElseThrow();
        boolean whole = id.tag().isEmpty() || image.tags().size() == 1;
        if (whole && images.isReferenced(image.digest())) {
            new ImageId.Failure(id, "ImageReferencedByManifestList", "Requested image referenced by manifest list")
                    .writeTo(failures());
            return;
        }
        if (id.tag().isPresent()) {
            note(image, id.tag().get());
            images.untag(id.tag().get());
        } else if (image.tags().isEmpty()) {
            deleted().addObject().put("imageDigest", image.digest());
        } else {
            image.tags().forEach(tag -> note(image, tag));
        }
        if (whole) {
            images.remove(image.digest());
        }
    }

    private void note(Image image, String tag) {
        deleted().addObject().put("imageDigest", image.digest()).put("imageTag", tag);
    }
}
