package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Tags of repositories. */
final class TagCases {

    private static final Map<String, String> TEAM = Map.of("team", "a", "env", "test");

    private TagCases() {}

    static List<ContractCase> all() {
        return List.of(
                asking("ListTagsForResource: there are some", tagged(TEAM), TagCases::list),
                asking("ListTagsForResource: there are none", aws -> aws.create("api"), TagCases::list),
                asking("ListTagsForResource: not there", TagCases::list),
                asking("ListTagsForResource: an ARN that is none", aws -> aws.ecr()
                        .listTagsForResource(r -> r.resourceArn("api"))),
                asking("ListTagsForResource: the ARN of another region", tagged(TEAM), aws -> aws.ecr()
                        .listTagsForResource(r -> r.resourceArn(Aws.arn("api").replace(Aws.REGION, "ap-south-1")))),
                asking("TagResource: the answer", tagged(TEAM), aws -> aws.ecr()
                        .tagResource(r -> r.resourceArn(Aws.arn("api")).tags(Aws.tags(Map.of("a", "b"))))),
                afterTagging("one more", Map.of("owner", "me")),
                afterTagging("another value", Map.of("team", "b")),
                afterTagging("a key that differs by case", Map.of("Team", "b")),
                afterTagging("an empty value", Map.of("team", "")),
                afterTagging("every character that a tag may have", Map.of("+ - = . _ : / @", "+ - = . _ : / @")),
                afterTagging("a key of 128 characters", Map.of("k".repeat(128), "v")),
                accepted("a key of 129 characters", Map.of("k".repeat(129), "v")),
                afterTagging("a value of 256 characters", Map.of("k", "v".repeat(256))),
                accepted("a value of 257 characters", Map.of("k", "v".repeat(257))),
                afterTagging("an empty key", Map.of("", "v")),
                afterTagging("a key of AWS", Map.of("aws:team", "b")),
                asking("TagResource: one key twice", tagged(TEAM), aws -> aws.ecr()
                        .tagResource(r -> r.resourceArn(Aws.arn("api")).tags(tag("k", "1"), tag("k", "2")))),
                asking("TagResource: no tags", tagged(TEAM), aws -> aws.ecr()
                        .tagResource(r -> r.resourceArn(Aws.arn("api")))),
                asking("TagResource: not there", aws -> aws.ecr()
                        .tagResource(r -> r.resourceArn(Aws.arn("api")).tags(Aws.tags(TEAM)))),
                asking("TagResource: the 50th tag", tagged(many(49)), aws -> sizeAfter(aws, Map.of("last", ""))),
                asking("TagResource: the 51st tag", tagged(many(50)), aws -> sizeAfter(aws, Map.of("last", ""))),
                asking(
                        "TagResource: another value when there are 50",
                        tagged(many(50)),
                        aws -> sizeAfter(aws, Map.of("k1", "new"))),
                asking("CreateRepository: 50 tags", aws -> {
                    aws.create("api", r -> r.tags(Aws.tags(many(50))));
                    return aws.ecr()
                            .listTagsForResource(r -> r.resourceArn(Aws.arn("api")))
                            .tags()
                            .size();
                }),
                asking("CreateRepository: 51 tags", aws -> {
                    aws.create("api", r -> r.tags(Aws.tags(many(51))));
                    return "accepted";
                }),
                asking("CreateRepository: a tag key of AWS", aws -> {
                    aws.create("api", r -> r.tags(tag("aws:x", "y")));
                    return "accepted";
                }),
                afterUntagging("one", "team"),
                afterUntagging("all", "team", "env"),
                afterUntagging("one that is not there", "owner"),
                afterUntagging("one that differs by case", "Team"),
                asking("UntagResource: not there", aws -> aws.ecr()
                        .untagResource(r -> r.resourceArn(Aws.arn("api")).tagKeys("team"))),
                asking(
                        "ListTagsForResource: the repository was deleted and created again",
                        aws -> {
                            tagged(TEAM).accept(aws);
                            aws.ecr().deleteRepository(r -> r.repositoryName("api"));
                            aws.create("api");
                        },
                        TagCases::list));
    }

    private static ContractCase afterTagging(String what, Map<String, String> tags) {
        return asking("TagResource: " + what, tagged(TEAM), aws -> {
            aws.ecr().tagResource(r -> r.resourceArn(Aws.arn("api")).tags(Aws.tags(tags)));
            return list(aws);
        });
    }

    private static ContractCase accepted(String what, Map<String, String> tags) {
        return asking("TagResource: " + what, tagged(TEAM), aws -> {
            aws.ecr().tagResource(r -> r.resourceArn(Aws.arn("api")).tags(Aws.tags(tags)));
            return "accepted";
        });
    }

    private static ContractCase afterUntagging(String what, String... keys) {
        return asking("UntagResource: " + what, tagged(TEAM), aws -> {
            aws.ecr().untagResource(r -> r.resourceArn(Aws.arn("api")).tagKeys(keys));
            return list(aws);
        });
    }

    private static Consumer<Aws> tagged(Map<String, String> tags) {
        return aws -> aws.create("api", r -> r.tags(Aws.tags(tags)));
    }

    private static Object list(Aws aws) {
        return aws.ecr().listTagsForResource(r -> r.resourceArn(Aws.arn("api")));
    }

    private static Object sizeAfter(Aws aws, Map<String, String> tags) {
        aws.ecr().tagResource(r -> r.resourceArn(Aws.arn("api")).tags(Aws.tags(tags)));
        return aws.ecr()
                .listTagsForResource(r -> r.resourceArn(Aws.arn("api")))
                .tags()
                .size();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Map<String, String> many(int count) {
        return IntStream.rangeClosed(1, count).boxed().collect(toMap(number -> "k" + number, String::valueOf));
    }
}
