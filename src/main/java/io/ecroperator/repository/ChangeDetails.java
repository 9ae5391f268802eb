package io.ecroperator.repository;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.repository.RepositoryChange.CreateRepository;
import io.ecroperator.repository.RepositoryChange.DeleteLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.DeleteRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.PutLifecyclePolicy;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import io.ecroperator.repository.RepositoryChange.UntagResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parts of changes, line by line, for those who read a plan. Pure. */
final class ChangeDetails {

    private ChangeDetails() {}

    /** What comes, goes and changes in what ECR holds. */
    static List<String> of(ViewedRepository seen, RepositoryChange change) {
        Map<String, String> tags = seen.tags().toOptional().orElse(Map.of());
        return switch (change) {
            case CreateRepository(var repository) -> created(repository);
            case TagResource(var arn, var wanted) ->
                new TreeMap<>(wanted)
                        .entrySet().stream()
                                .filter(tag -> !tag.getValue().equals(tags.get(tag.getKey())))
                                .map(tag -> tags.containsKey(tag.getKey())
                                        ? "~ tag " + tag.getKey() + ": " + tags.get(tag.getKey()) + " → "
                                                + tag.getValue()
                                        : "+ tag " + tag.getKey() + ": " + tag.getValue())
                                .toList();
            case UntagResource(var arn, var keys) ->
                new TreeSet<>(keys)
                        .stream()
                                .map(key -> "- tag " + key + ": " + tags.getOrDefault(key, ""))
                                .toList();
            case PutLifecyclePolicy put -> parts(put.edit().difference());
            case DeleteLifecyclePolicy delete -> parts(delete.difference());
            case SetRepositoryPolicy set -> parts(set.edit().difference());
            case DeleteRepositoryPolicy delete -> parts(delete.difference());
            default -> List.of();
        };
    }

    private static List<String> created(NewRepository repository) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(repository.tags()).forEach((key, value) -> lines.add("+ tag " + key + ": " + value));
        if (repository.tagMutability() != null) {
            lines.add("+ imageTagMutability: " + repository.tagMutability().imageTagMutability());
            repository
                    .tagMutability()
                    .exclusionFilters()
                    .forEach(filter -> lines.add("+ imageTagMutabilityExclusionFilters: " + filter));
        }
        if (repository.scanOnPush() != null) {
            lines.add("+ scanOnPush: " + repository.scanOnPush());
        }
        Encryption encryption = repository.encryption();
        if (encryption != null) {
            lines.add("+ encryption: " + encryption.encryptionType()
                    + (encryption.kmsKey() == null ? "" : " with " + encryption.kmsKey()));
        }
        return lines;
    }

    private static List<String> parts(PolicyDifference difference) {
        List<String> lines = new ArrayList<>();
        difference.added().forEach(name -> lines.add("+ " + name));
        difference.changed().forEach(name -> lines.add("~ " + name));
        difference.removed().forEach(name -> lines.add("- " + name));
        return lines;
    }
}
