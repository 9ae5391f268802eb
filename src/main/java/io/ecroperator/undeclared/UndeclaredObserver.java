package io.ecroperator.undeclared;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.ViewedRepository;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says which repositories that no EcrRepository declares a policy may mean, and what ECR holds there. Remembers for each
 * policy which ones it has seen, so that they are read again and again as long as it means them.
 */
final class UndeclaredObserver {

    private record Seen(EcrConnection connection, UndeclaredStart start, Set<String> tracked) {

        void forget(String policy) {
            tracked.forEach(name -> connection.view().untrack(policy, name));
        }
    }

    private final DeepFacet facet;
    private final Map<String, Seen> seenByPolicy = new ConcurrentHashMap<>();

    /** For policies that are this part of a repository. */
    UndeclaredObserver(DeepFacet facet) {
        this.facet = facet;
    }

    /** The repositories in ECR, by name, that no EcrRepository declares. No call is made. */
    List<Repository> repositories(SharedPolicy policy, EcrConnection connection, Predicate<String> declared) {
        List<Repository> undeclared = connection
                .view()
                .repositories()
                .flatMap(seen -> seen.repository().toOptional().stream())
                .filter(repository -> !declared.test(repository.repositoryName()))
                .sorted(Comparator.comparing(Repository::repositoryName))
                .toList();
        Seen seen = seenByPolicy.get(uid(policy));
        if (seen == null || seen.connection() != connection) {
            leave(policy);
            UndeclaredStart start = UndeclaredStart.of(policy, undeclared);
            seenByPolicy.put(uid(policy), new Seen(connection, start, ConcurrentHashMap.newKeySet()));
        }
        return undeclared;
    }

    /** How things stood when the policy was first looked at in this process: when its repositories were first asked for. */
    UndeclaredStart start(SharedPolicy policy) {
        return seenByPolicy.get(uid(policy)).start();
    }

    /** What is known of a repository. */
    ViewedRepository seen(SharedPolicy policy, Repository repository) {
        return seenByPolicy.get(uid(policy)).connection().view().get(repository.repositoryName());
    }

    /** Reads a part of a repository now; throws {@code AwsException} if AWS does not tell. */
    void read(SharedPolicy policy, Repository repository, DeepFacet part) {
        part.read(seenByPolicy.get(uid(policy)).connection().repositoryDoors(), repository);
    }

    /** Has these repositories, and no others, read again and again for the policy. */
    void track(SharedPolicy policy, PolicyMark mark, Collection<Repository> repositories) {
        Seen seen = seenByPolicy.get(uid(policy));
        Set<String> wanted = repositories.stream()
                .filter(repository -> Attachments.matches(policy, repository.repositoryName())
                        || marked(seen(policy, repository), mark))
                .map(Repository::repositoryName)
                .collect(Collectors.toSet());
        wanted.forEach(name -> seen.connection().view().track(uid(policy), name, EnumSet.of(DeepFacet.TAGS, facet)));
        seen.tracked().stream()
                .filter(name -> !wanted.contains(name))
                .forEach(name -> seen.connection().view().untrack(uid(policy), name));
        seen.tracked().retainAll(wanted);
        seen.tracked().addAll(wanted);
    }

    /** Whether a change of the repository may mean something for the policy. */
    boolean concerns(SharedPolicy policy, String repositoryName) {
        Seen seen = seenByPolicy.get(uid(policy));
        return Attachments.matches(policy, repositoryName)
                || (seen != null && seen.tracked().contains(repositoryName));
    }

    /** Ends what is read again and again for the policy. */
    void leave(SharedPolicy policy) {
        Seen seen = seenByPolicy.remove(uid(policy));
        if (seen != null) {
            seen.forget(uid(policy));
        }
    }

    private static boolean marked(ViewedRepository seen, PolicyMark mark) {
        return seen.tags().toOptional().filter(mark::isIn).isPresent();
    }

    private static String uid(SharedPolicy policy) {
        return policy.getMetadata().getUid();
    }
}
