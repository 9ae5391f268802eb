package io.ecroperator.e2e;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.api.v1alpha1.ImageTagMutability;
import io.ecroperator.emulator.RepositorySnapshot;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a repository with a number in it, so that a test can tell which edit it came from. */
enum Facet {
    TAGS("TagResource", "tags: {step: '%d'}"),
    LIFECYCLE_POLICY("PutLifecyclePolicy", """
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: %d}
                  action: {type: expire}"""),
    REPOSITORY_POLICY("SetRepositoryPolicy", """
            repositoryPolicy:
              statements:
                - sid: s%d
                  effect: Allow
                  principal: {AWS: ["444455556666"]}
                  action: ["ecr:BatchGetImage"]"""),
    /** Knows 1 (off) and 2 (on) only. */
    SCANNING("PutImageScanningConfiguration", "imageScanningConfiguration: {scanOnPush: %b}"),
    /** Knows 1 (mutable) and 2 (immutable) only. */
    TAG_MUTABILITY("PutImageTagMutability", "imageTagMutability: %s");

    private static final Pattern COUNT = Pattern.compile("\"countNumber\"\\s*:\\s*(\\d+)");
    private static final Pattern SID = Pattern.compile("\"Sid\"\\s*:\\s*\"s(\\d+)\"");

    private final String operation;
    private final String yaml;

    Facet(String operation, String yaml) {
        this.operation = operation;
        this.yaml = yaml;
    }

    /** The call that changes it. */
    String operation() {
        return operation;
    }

    /** A spec, in YAML, that asks for this number and nothing else. */
    String spec(int number) {
        return switch (this) {
            case TAGS, LIFECYCLE_POLICY, REPOSITORY_POLICY -> yaml.formatted(number);
            case SCANNING -> yaml.formatted(number == 2);
            case TAG_MUTABILITY -> yaml.formatted(number == 2 ? "IMMUTABLE" : "MUTABLE");
        };
    }

    /** The number that the object asks for. */
    int wantedBy(EcrRepository object) {
        EcrRepositorySpec spec = object.getSpec();
        return switch (this) {
            case TAGS -> Integer.parseInt(spec.tags().get("step"));
            case LIFECYCLE_POLICY ->
                spec.lifecyclePolicy().rules().getFirst().selection().countNumber();
            case REPOSITORY_POLICY ->
                Integer.parseInt(
                        spec.repositoryPolicy().statements().getFirst().sid().substring(1));
            case SCANNING -> spec.imageScanningConfiguration().scanOnPush() ? 2 : 1;
            case TAG_MUTABILITY -> spec.imageTagMutability() == ImageTagMutability.IMMUTABLE ? 2 : 1;
        };
    }

    /** The number that ECR holds; -1 if there is none. */
    int heldBy(World world, String repository) {
        return world.ecr().repository(repository).map(this::in).orElse(-1);
    }

    private int in(RepositorySnapshot held) {
        return switch (this) {
            case TAGS -> Integer.parseInt(held.tags().getOrDefault("step", "-1"));
            case LIFECYCLE_POLICY -> first(COUNT, held.lifecyclePolicyText().orElse(""));
            case REPOSITORY_POLICY -> first(SID, held.repositoryPolicyText().orElse(""));
            case SCANNING -> held.scanOnPush() ? 2 : 1;
            case TAG_MUTABILITY -> held.imageTagMutability().equals("IMMUTABLE") ? 2 : 1;
        };
    }

    private static int first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
