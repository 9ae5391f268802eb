package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.of;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Deleting images. */
final class ImageDeletionCases {

    private static final String ABSENT = "sha256:" + "0".repeat(64);

    private ImageDeletionCases() {}

    static List<ContractCase> all() {
        return List.of(
                deleting("by its only tag", ids(tag("v1")), "v1"),
                deleting("by one of two tags", ids(tag("v1")), "v1", "v2"),
                deleting("by both of its tags", ids(tag("v1"), tag("v2")), "v1", "v2"),
                deleting("by digest", ImageDeletionCases::digest, "v1"),
                deleting("by digest, with two tags", ImageDeletionCases::digest, "v1", "v2"),
                deleting("a tag that is not there", ids(tag("v9")), "v1"),
                deleting("a digest that is not there", ids(id(ABSENT)), "v1"),
                deleting("a digest that is none", ids(id("sha256:xyz")), "v1"),
                deleting("neither tag nor digest", ids(ImageIdentifier.builder().build()), "v1"),
                deleting("one that is there and one that is not", ids(tag("v1"), tag("v9")), "v1", "v2"),
                left("by its only tag", ids(tag("v1")), "v1"),
                left("by one of two tags", ids(tag("v1")), "v1", "v2"),
                left("by digest, with two tags", ImageDeletionCases::digest, "v1", "v2"),
                of("BatchDeleteImage: not there", aws -> delete(aws, List.of(tag("v1")))),
                of("BatchDeleteImage: no images named", ImageCases.pushed("v1"), aws -> aws.ecr()
                        .batchDeleteImage(r -> r.repositoryName("api"))));
    }

    private static ContractCase deleting(String what, Function<Aws, List<ImageIdentifier>> ids, String... tags) {
        return of("BatchDeleteImage: " + what, ImageCases.pushed(tags), aws -> delete(aws, ids.apply(aws)));
    }

    private static ContractCase left(String what, Function<Aws, List<ImageIdentifier>> ids, String... tags) {
        return of("BatchDeleteImage: what is left after one " + what, ImageCases.pushed(tags), aws -> {
            delete(aws, ids.apply(aws));
            return ImageCases.list(aws);
        });
    }

    private static Object delete(Aws aws, List<ImageIdentifier> ids) {
        return aws.ecr().batchDeleteImage(r -> r.repositoryName("api").imageIds(ids));
    }

    private static List<ImageIdentifier> digest(Aws aws) {
        String digest = aws.ecr()
                .listImages(r -> r.repositoryName("api"))
                .imageIds()
                .getFirst()
                .imageDigest();
        return List.of(id(digest));
    }

    private static Function<Aws, List<ImageIdentifier>> ids(ImageIdentifier... ids) {
        return aws -> List.of(ids);
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static ImageIdentifier id(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }
}
