package io.ecroperator.publicrepository;

import io.ecroperator.aws.NewPublicRepository;
import io.ecroperator.managed.Change;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicyEdit;
import io.ecroperator.tagged.TagEdit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One call that brings ECR Public closer to the spec. */
sealed interface PublicRepositoryChange extends Change {

    /** Creates the repository with its tags and catalog data. */
    record CreateRepository(NewPublicRepository repository) implements PublicRepositoryChange {}

    /** Adds or overwrites tags, the ownership tag among them. */
    record TagResource(String repositoryArn, Map<String, String> tags) implements PublicRepositoryChange {}

    /** Removes tags that this object had set. */
    record UntagResource(String repositoryArn, Set<String> tagKeys) implements PublicRepositoryChange {}

    /** Replaces what the gallery shows. */
    record PutRepositoryCatalogData(String repositoryName, CatalogEdit edit) implements PublicRepositoryChange {}

    /** Replaces the repository policy. */
    record SetRepositoryPolicy(String repositoryName, String text, PolicyEdit edit, boolean force)
            implements PublicRepositoryChange {}

    /** Removes the repository policy. */
    record DeleteRepositoryPolicy(String repositoryName, PolicyDifference difference)
            implements PublicRepositoryChange {}

    @Override
    default String facet() {
        return facets().getFirst();
    }

    @Override
    default List<String> facets() {
        return switch (this) {
            case CreateRepository create -> List.of("repository");
            case TagResource(var arn, var tags) -> List.of(TagEdit.marksOnly(tags) ? Ownership.TAG_KEY : "tags");
            case UntagResource untag -> List.of("tags");
            case PutRepositoryCatalogData(var name, var edit) ->
                edit.differences().stream().map("catalogData."::concat).toList();
            case SetRepositoryPolicy set -> List.of("repositoryPolicy");
            case DeleteRepositoryPolicy delete -> List.of("repositoryPolicy");
        };
    }

    /** Of policies, the digest, and by name the statements that come and go; of catalog data, the fields. */
    @Override
    default String describe() {
        return switch (this) {
            case CreateRepository(var repository) -> "CreateRepository " + repository.repositoryName();
            case TagResource(var arn, var tags) -> "TagResource " + new TreeMap<>(tags);
            case UntagResource(var arn, var keys) -> "UntagResource " + new TreeSet<>(keys);
            case PutRepositoryCatalogData(var name, var edit) ->
                "PutRepositoryCatalogData "
                        + String.join(
                                ", ",
                                edit.differences().stream()
                                        .map(field -> edit.removed().contains(field) ? field + " (removed)" : field)
                                        .toList());
            case SetRepositoryPolicy(var name, var text, var edit, var force) -> "SetRepositoryPolicy " + edit;
            case DeleteRepositoryPolicy(var name, var difference) -> "DeleteRepositoryPolicy" + difference.inBrackets();
        };
    }

    /** What is replaced is nowhere else, and whose the repository is only its tags tell. */
    @Override
    default boolean isFinal() {
        return !creates();
    }

    @Override
    default boolean creates() {
        return this instanceof CreateRepository;
    }

    @Override
    default boolean takesOver() {
        return this instanceof TagResource(var arn, var tags) && TagEdit.takesOver(tags);
    }

    @Override
    default boolean marksOnly() {
        return this instanceof TagResource(var arn, var tags) && TagEdit.marksOnly(tags);
    }

    /** The keys of the tags that it writes. */
    default Set<String> tagKeys() {
        return switch (this) {
            case CreateRepository(var repository) -> repository.tags().keySet();
            case TagResource(var arn, var tags) -> tags.keySet();
            default -> Set.of();
        };
    }
}
