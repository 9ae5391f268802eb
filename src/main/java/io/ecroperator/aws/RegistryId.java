package io.ecroperator.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private registry: names of repositories are unique in it, and in no more than it. */
public record RegistryId(String accountId, String region) {

    /** arn:PARTITION:ecr:REGION:ACCOUNT:repository/NAME (Service Authorization Reference, "Amazon ECR"). */
    private static final Pattern REPOSITORY_ARN = Pattern.compile("arn:[^:]+:ecr:([^:]+):([^:]+):repository/.+");

    /** The registry of a repository; empty if the text, which may be null, is no ARN of one. */
    public static Optional<RegistryId> ofArn(String repositoryArn) {
        return Optional.ofNullable(repositoryArn)
                .map(REPOSITORY_ARN::matcher)
                .filter(Matcher::matches)
                .map(arn -> new RegistryId(arn.group(2), arn.group(1)));
    }

    /** The ARN of repositories here, by a name or a pattern. Partitions by the beginning of regions (AWS General Reference). */
    public String repositoryArn(String name) {
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return "arn:" + partition + ":ecr:" + region + ":" + accountId + ":repository/" + name;
    }

    /** As {@code account 123456789012 in eu-central-1}. */
    public String inWords() {
        return "account " + accountId + " in " + region;
    }
}
