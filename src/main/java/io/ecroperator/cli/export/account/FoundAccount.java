package io.ecroperator.cli.export.account;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.export.object.Names;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.ownership.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was read of a registry.
 *
 * @param publicDisplayName how the public registry is called; empty if it was not asked for either
 * @param objectNames what each repository is called as an object, also of those that were not selected
 * @param publicObjectNames likewise
 */
public record FoundAccount(
        RegistryId registry,
        FoundSettings settings,
        List<CreationTemplate> templates,
        List<PullThroughCacheRule> cacheRules,
        Readings<FoundRepository> repositories,
        Readings<FoundPublicRepository> publicRepositories,
        Optional<String> publicDisplayName,
        Map<String, String> objectNames,
        Map<String, String> publicObjectNames) {

    /** Copies the collections. */
    public FoundAccount {
        templates = List.copyOf(templates);
        cacheRules = List.copyOf(cacheRules);
        objectNames = Map.copyOf(objectNames);
        publicObjectNames = Map.copyOf(publicObjectNames);
    }

    /** Whether all that was asked for could be read. */
    public boolean isWhole() {
        return repositories.undecided().isEmpty()
                && repositories.read().stream()
                        .allMatch(repository -> repository.unread().isEmpty());
    }

    /**
     * Does nothing if everything was asked for, or something is selected.
     *
     * @throws CommandException else, with why nothing is
     */
    public void refuseNothing(Selection selection) {
        if (!selection.isEverything() && hasNone()) {
            throw new CommandException("Nothing of " + registry.inWords() + " is selected. "
                    + Stream.concat(unmatched(selection).sentences().stream(), leftOut().stream())
                            .collect(Collectors.joining(" ")));
        }
    }

    private boolean hasNone() {
        return repositories.read().isEmpty() && publicRepositories.read().isEmpty();
    }

    private Unmatched unmatched(Selection selection) {
        return new Unmatched(
                selection,
                Stream.concat(objectNames.keySet().stream(), publicObjectNames.keySet().stream())
                        .toList(),
                Stream.concat(repositories.unselected().stream(), publicRepositories.unselected().stream())
                        .toList(),
                hasNone());
    }

    /** Sentences about what an export does not have though it was asked for, and about repositories that have an owner. */
    public List<String> notices(Selection selection, Set<ExportedKind> kinds) {
        List<String> notices = new ArrayList<>(unmatched(selection).sentences());
        if (kinds.contains(ExportedKind.REPOSITORY) && objectNames.isEmpty()) {
            notices.add("There are no repositories in " + registry.inWords()
                    + ". If you expect some, check --region and" + " --profile.");
        }
        notices.addAll(leftOut());
        long owned = Stream.concat(
                        repositories.read().stream().map(FoundRepository::tags),
                        publicRepositories.read().stream().map(FoundPublicRepository::tags))
                .filter(tags -> tags.containsKey(Ownership.TAG_KEY))
                .count();
        if (owned > 0) {
            notices.add("Repositories that have an owner already, by the tag " + Ownership.TAG_KEY + ": " + owned
                    + ". An object of another name, namespace or cluster does not take them over.");
        }
        return notices;
    }

    private List<String> leftOut() {
        List<String> notices = new ArrayList<>();
        List<String> gone = Stream.concat(repositories.gone().stream(), publicRepositories.gone().stream())
                .toList();
        if (!gone.isEmpty()) {
            notices.add("Left out, since they were deleted while export ran: " + Names.some(gone) + ".");
        }
        if (!repositories.undecided().isEmpty()) {
            notices.add(
                    "Left out, since ListTagsForResource is not permitted, so that nobody knows whether they have the"
                            + " tags of --tag: " + Names.some(repositories.undecided()) + ".");
        }
        return notices;
    }
}
