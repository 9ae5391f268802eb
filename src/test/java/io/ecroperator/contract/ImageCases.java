package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** Pushing and finding images. */
final class ImageCases {

    private ImageCases() {}

    static List<ContractCase> all() {
        return Stream.of(pushing(), mutability(), listing(), describing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractCase> pushing() {
        return List.of(
                asking("PutImage: with a tag", aws -> aws.create("api"), aws -> put(aws, Manifest.FIRST, "v1")),
                asking("PutImage: without a tag", aws -> aws.create("api"), aws -> put(aws, Manifest.FIRST, null)),
                asking("PutImage: the digest is the manifest's", aws -> aws.create("api"), aws -> put(
                                aws, Manifest.FIRST, "v1")
                        .image()
                        .imageId()
                        .imageDigest()
                        .equals(sha256(Manifest.FIRST))),
                asking("PutImage: the same again", pushed("v1"), aws -> put(aws, Manifest.FIRST, "v1")),
                asking("PutImage: the same again without a tag", pushed("v1"), aws -> put(aws, Manifest.FIRST, null)
                        .image()
                        .imageId()),
                asking("PutImage: the same with another tag", pushed("v1"), aws -> {
                    put(aws, Manifest.FIRST, "v2");
                    return list(aws);
                }),
                asking("PutImage: another image with that tag", pushed("v1"), aws -> {
                    put(aws, Manifest.SECOND, "v1");
                    return list(aws);
                }),
                asking("PutImage: not there", aws -> put(aws, Manifest.FIRST, "v1")),
                asking(
                        "PutImage: a manifest that is not JSON",
                        aws -> aws.create("api"),
                        aws -> put(aws, "text", "v1")),
                asking("PutImage: a digest that is not the manifest's", aws -> aws.create("api"), aws -> aws.ecr()
                        .putImage(r -> r.repositoryName("api")
                                .imageManifest(Manifest.FIRST)
                                .imageDigest("sha256:" + "0".repeat(64)))
                        .image()
                        .imageId()));
    }

    private static List<ContractCase> mutability() {
        return List.of(
                moved("IMMUTABLE", ImageTagMutability.IMMUTABLE, "v1"),
                moved(
                        "IMMUTABLE_WITH_EXCLUSION, excluded",
                        ImageTagMutability.IMMUTABLE_WITH_EXCLUSION,
                        "dev-1",
                        "dev-*"),
                moved(
                        "IMMUTABLE_WITH_EXCLUSION, not excluded",
                        ImageTagMutability.IMMUTABLE_WITH_EXCLUSION,
                        "v1",
                        "dev-*"),
                moved(
                        "IMMUTABLE_WITH_EXCLUSION, a filter that would match as a regular expression",
                        ImageTagMutability.IMMUTABLE_WITH_EXCLUSION,
                        "dev",
                        "dev-*"),
                moved("MUTABLE_WITH_EXCLUSION, excluded", ImageTagMutability.MUTABLE_WITH_EXCLUSION, "v1", "v*"),
                moved("MUTABLE_WITH_EXCLUSION, not excluded", ImageTagMutability.MUTABLE_WITH_EXCLUSION, "dev", "v*"));
    }

    private static List<ContractCase> listing() {
        return List.of(
                asking("ListImages: there are none", aws -> aws.create("api"), ImageCases::list),
                asking("ListImages: two, one without a tag", ImageCases::oneUntagged, ImageCases::list),
                asking("ListImages: tagged", ImageCases::oneUntagged, aws -> aws.ecr()
                        .listImages(r -> r.repositoryName("api").filter(f -> f.tagStatus("TAGGED")))),
                asking("ListImages: untagged", ImageCases::oneUntagged, aws -> aws.ecr()
                        .listImages(r -> r.repositoryName("api").filter(f -> f.tagStatus("UNTAGGED")))),
                asking("ListImages: not there", ImageCases::list),
                asking("ListImages: a page of 1 of 2", ImageCases::oneUntagged, aws -> aws.ecr()
                        .listImages(r -> r.repositoryName("api").maxResults(1))
                        .imageIds()
                        .size()));
    }

    private static List<ContractCase> describing() {
        return List.of(
                described("all", r -> {}),
                described("by tag", r -> r.imageIds(Aws.imageTag("v1"))),
                described("a tag that is not there", r -> r.imageIds(Aws.imageTag("v9"))),
                described("a digest that is not there", r -> r.imageIds(Aws.imageDigest("sha256:" + "0".repeat(64)))),
                asking("DescribeImages: not there", aws -> aws.ecr().describeImages(r -> r.repositoryName("api"))),
                asking("BatchGetImage: by tag", pushed("v1"), aws -> aws.ecr()
                        .batchGetImage(r -> r.repositoryName("api").imageIds(Aws.imageTag("v1")))
                        .images()
                        .getFirst()
                        .imageManifest()
                        .equals(Manifest.FIRST)),
                asking("BatchGetImage: the answer", pushed("v1"), aws -> aws.ecr()
                        .batchGetImage(r -> r.repositoryName("api").imageIds(Aws.imageTag("v1")))),
                asking("BatchGetImage: a tag that is not there", pushed("v1"), aws -> aws.ecr()
                        .batchGetImage(r -> r.repositoryName("api").imageIds(Aws.imageTag("v9")))),
                asking("BatchGetImage: a digest that is not there", pushed("v1"), aws -> aws.ecr()
                        .batchGetImage(
                                r -> r.repositoryName("api").imageIds(Aws.imageDigest("sha256:" + "0".repeat(64))))),
                asking("BatchGetImage: not there", aws -> aws.ecr()
                        .batchGetImage(r -> r.repositoryName("api").imageIds(Aws.imageTag("v1")))));
    }

    private static ContractCase moved(String what, ImageTagMutability mutability, String tag, String... filters) {
        return asking(
                "PutImage: another image with that tag, " + what,
                aws -> {
                    aws.create("api", r -> {
                        r.imageTagMutability(mutability);
                        if (filters.length > 0) {
                            r.imageTagMutabilityExclusionFilters(Aws.filters(filters));
                        }
                    });
                    put(aws, Manifest.FIRST, tag);
                },
                aws -> {
                    put(aws, Manifest.SECOND, tag);
                    return list(aws);
                });
    }

    private static ContractCase described(String what, Consumer<DescribeImagesRequest.Builder> request) {
        return asking("DescribeImages: " + what, ImageCases::oneUntagged, aws -> aws.ecr()
                .describeImages(r -> request.accept(r.repositoryName("api"))));
    }

    /** A repository {@code api} that holds one image under these tags. */
    static Consumer<Aws> pushed(String... tags) {
        return aws -> {
            aws.create("api");
            for (String tag : tags) {
                put(aws, Manifest.FIRST, tag);
            }
        };
    }

    private static void oneUntagged(Aws aws) {
        pushed("v1").accept(aws);
        put(aws, Manifest.SECOND, null);
    }

    private static PutImageResponse put(Aws aws, String manifest, String tag) {
        return aws.ecr()
                .putImage(r -> r.repositoryName("api").imageManifest(manifest).imageTag(tag));
    }

    /** What is in the repository {@code api}. */
    static Object list(Aws aws) {
        return aws.ecr().listImages(r -> r.repositoryName("api"));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
