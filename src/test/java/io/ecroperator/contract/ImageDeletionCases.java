package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** Deleting images. */
final class ImageDeletionCases {

    private static final String ABSENT = "sha256:" + "0".repeat(64);

    private ImageDeletionCases() {}

    static List<ContractCase> all() {
        return List.of(
                deleting("by its only tag", ids(Aws.imageTag("v1")), "v1"),
                deleting("by one of two tags", ids(Aws.imageTag("v1")), "v1", "v2"),
                deleting("by both of its tags", ids(Aws.imageTag("v1"), Aws.imageTag("v2")), "v1", "v2"),
                deleting("by digest", ImageDeletionCases::digest, "v1"),
                deleting("by digest, with two tags", ImageDeletionCases::digest, "v1", "v2"),
                deleting("a tag that is not there", ids(Aws.imageTag("v9")), "v1"),
                deleting("a digest that is not there", ids(Aws.imageDigest(ABSENT)), "v1"),
                deleting("a digest that is none", ids(Aws.imageDigest("sha256:xyz")), "v1"),
                deleting("neither tag nor digest", ids(ImageIdentifier.builder().build()), "v1"),
                deleting(
                        "one that is there and one that is not",
                        ids(Aws.imageTag("v1"), Aws.imageTag("v9")),
                        "v1",
                        "v2"),
                left("by its only tag", ids(Aws.imageTag("v1")), "v1"),
                left("by one of two tags", ids(Aws.imageTag("v1")), "v1", "v2"),
                left("by digest, with two tags", ImageDeletionCases::digest, "v1", "v2"),
                asking("BatchDeleteImage: not there", aws -> delete(aws, List.of(Aws.imageTag("v1")))),
                asking("BatchDeleteImage: no images named", ImageCases.pushed("v1"), aws -> aws.ecr()
                        .batchDeleteImage(r -> r.repositoryName("api"))));
    }

    private static ContractCase deleting(String what, Function<Aws, List<ImageIdentifier>> ids, String... tags) {
        return asking("BatchDeleteImage: " + what, ImageCases.pushed(tags), aws -> delete(aws, ids.apply(aws)));
    }

    private static ContractCase left(String what, Function<Aws, List<ImageIdentifier>> ids, String... tags) {
        return asking("BatchDeleteImage: what is left after one " + what, ImageCases.pushed(tags), aws -> {
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
        return List.of(Aws.imageDigest(digest));
    }

    private static Function<Aws, List<ImageIdentifier>> ids(ImageIdentifier... ids) {
        return aws -> List.of(ids);
    }
}
