package io.ecroperator.repository;

import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.managed.Change;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicyEdit;
import io.ecroperator.tagged.TagEdit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One call that brings ECR closer to the spec. */
public sealed interface RepositoryChange extends Change {

    /** Creates the repository with its tags and settings. */
    record CreateRepository(NewRepository repository) implements RepositoryChange {}

    /** Adds or overwrites tags, the ownership tag among them. */
    record TagResource(String repositoryArn, Map<String, String> tags) implements RepositoryChange {
        /** Copies the tags. */
        public TagResource {
            tags = Map.copyOf(tags);
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
    record PutLifecyclePolicy(String repositoryName, String text, PolicyEdit edit) implements RepositoryChange {}

    /** Removes the lifecycle policy. */
    record DeleteLifecyclePolicy(String repositoryName, PolicyDifference difference) implements RepositoryChange {}

    /** Replaces the repository policy. */
    record SetRepositoryPolicy(String repositoryName, String text, PolicyEdit edit, boolean force)
            implements RepositoryChange {}

    /** Removes the repository policy. */
    record DeleteRepositoryPolicy(String repositoryName, PolicyDifference difference) implements RepositoryChange {}

    @Override
    default String facet() {
        return switch (this) {
            case CreateRepository change -> "repository";
            case TagResource change -> TagEdit.marksOnly(change.tags()) ? Ownership.TAG_KEY : "tags";
            case UntagResource change -> "tags";
            case PutImageTagMutability change -> "imageTagMutability";
            case PutImageScanningConfiguration change -> "imageScanningConfiguration";
            case PutLifecyclePolicy change -> "lifecyclePolicy";
            case DeleteLifecyclePolicy change -> "lifecyclePolicy";
            case SetRepositoryPolicy change -> "repositoryPolicy";
            case DeleteRepositoryPolicy change -> "repositoryPolicy";
        };
    }

    /** Of policies, the digest, and by name the rules and statements that come and go. */
    @Override
    default String describe() {
        return switch (this) {
            case CreateRepository(var repository) -> "CreateRepository " + repository.repositoryName();
            case TagResource(var arn, var tags) -> "TagResource " + new TreeMap<>(tags);
            case UntagResource(var arn, var keys) -> "UntagResource " + new TreeSet<>(keys);
            case PutImageTagMutability(var name, var before, var after) ->
                "PutImageTagMutability " + text(before) + " → " + text(after);
            case PutImageScanningConfiguration(var name, var on) -> "PutImageScanningConfiguration scanOnPush=" + on;
            case PutLifecyclePolicy(var name, var text, var edit) -> "PutLifecyclePolicy " + edit;
            case DeleteLifecyclePolicy(var name, var difference) -> "DeleteLifecyclePolicy" + difference.inBrackets();
            case SetRepositoryPolicy(var name, var text, var edit, var force) -> "SetRepositoryPolicy " + edit;
            case DeleteRepositoryPolicy(var name, var difference) -> "DeleteRepositoryPolicy" + difference.inBrackets();
        };
    }

    @Override
    default boolean isFinal() {
        return switch (this) {
            case PutLifecyclePolicy put -> true;
            case DeleteLifecyclePolicy delete -> true;
            case SetRepositoryPolicy set -> true;
            case DeleteRepositoryPolicy delete -> true;
            default -> takesOver();
        };
    }

    @Override
    default Optional<String> newLifecyclePolicy() {
        return this instanceof PutLifecyclePolicy put ? Optional.of(put.text()) : Optional.empty();
    }

    @Override
    default boolean creates() {
        return this instanceof CreateRepository;
    }

    @Override
    default boolean takesOver() {
        return this instanceof TagResource tag && TagEdit.takesOver(tag.tags());
    }

    @Override
    default boolean marksOnly() {
        return this instanceof TagResource tag && TagEdit.marksOnly(tag.tags());
    }

    /** The keys of the tags that it writes. */
    default Set<String> tagKeys() {
        return switch (this) {
            case CreateRepository(var repository) -> repository.tags().keySet();
            case TagResource(var arn, var tags) -> tags.keySet();
            default -> Set.of();
        };
    }

    private static String text(TagMutability mutability) {
        return mutability.exclusionFilters().isEmpty()
                ? mutability.imageTagMutability()
                : mutability.imageTagMutability() + " " + mutability.exclusionFilters();
    }
}
