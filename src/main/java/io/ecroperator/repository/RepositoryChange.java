package io.ecroperator.repository;

import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.ownership.Ownership;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One call that brings ECR closer to the spec. */
public sealed interface RepositoryChange {

    /** Creates the repository with its tags and settings. */
    record CreateRepository(NewRepository repository) implements RepositoryChange {}

    /** Adds or overwrites tags, the ownership tag among them. */
    record TagResource(String repositoryArn, Map<String, String> tags) implements RepositoryChange {
        /** Copies the tags. */
        public TagResource {
            tags = Map.copyOf(tags);
        }

        /** Whether nothing but our own tags is written. */
        boolean ownershipOnly() {
            return tags.keySet().stream().allMatch(Ownership::isOurs);
        }
    }

    /** Removes tags that this object had set. */
    record UntagResource(String repositoryArn, Set<String> tagKeys) implements RepositoryChange {
        /** Copies the keys. */
        public UntagResource {
            tagKeys = Set.copyOf(tagKeys);
        }
    }

    /** Sets mutability and filters. */
    record PutImageTagMutability(String repositoryName, TagMutability before, TagMutability after)
            implements RepositoryChange {}

    /** Switches scan on push. */
    record PutImageScanningConfiguration(String repositoryName, boolean scanOnPush) implements RepositoryChange {}

    /** Replaces the lifecycle policy. */
    record PutLifecyclePolicy(String repositoryName, String text, String digest) implements RepositoryChange {}

    /** Removes the lifecycle policy. */
    record DeleteLifecyclePolicy(String repositoryName) implements RepositoryChange {}

    /** Replaces the repository policy. */
    record SetRepositoryPolicy(String repositoryName, String text, String digest, boolean force)
            implements RepositoryChange {}

    /** Removes the repository policy. */
    record DeleteRepositoryPolicy(String repositoryName) implements RepositoryChange {}

    /** The field of the spec that the change is about. */
    default String facet() {
        return switch (this) {
            case CreateRepository change -> "repository";
            case TagResource change -> change.ownershipOnly() ? Ownership.TAG_KEY : "tags";
            case UntagResource change -> "tags";
            case PutImageTagMutability change -> "imageTagMutability";
            case PutImageScanningConfiguration change -> "imageScanningConfiguration";
            case PutLifecyclePolicy change -> "lifecyclePolicy";
            case DeleteLifecyclePolicy change -> "lifecyclePolicy";
            case SetRepositoryPolicy change -> "repositoryPolicy";
            case DeleteRepositoryPolicy change -> "repositoryPolicy";
        };
    }

    /** One line for Events and the plan. Policies appear by digest only. */
    default String describe() {
        return switch (this) {
            case CreateRepository(var repository) -> "CreateRepository " + repository.repositoryName();
            case TagResource(var arn, var tags) -> "TagResource " + new TreeMap<>(tags);
            case UntagResource(var arn, var keys) -> "UntagResource " + new TreeSet<>(keys);
            case PutImageTagMutability(var name, var before, var after) ->
                "PutImageTagMutability " + text(before) + " → " + text(after);
            case PutImageScanningConfiguration(var name, var on) -> "PutImageScanningConfiguration scanOnPush=" + on;
            case PutLifecyclePolicy(var name, var text, var digest) -> "PutLifecyclePolicy " + shortened(digest);
            case DeleteLifecyclePolicy change -> "DeleteLifecyclePolicy";
            case SetRepositoryPolicy(var name, var text, var digest, var force) ->
                "SetRepositoryPolicy " + shortened(digest);
            case DeleteRepositoryPolicy change -> "DeleteRepositoryPolicy";
        };
    }

    /** Enough of a digest to compare two by eye. */
    private static String shortened(String digest) {
        return digest.substring(0, Math.min(digest.length(), "sha256:".length() + 12));
    }

    private static String text(TagMutability mutability) {
        return mutability.exclusionFilters().isEmpty()
                ? mutability.imageTagMutability()
                : mutability.imageTagMutability() + " " + mutability.exclusionFilters();
    }
}
