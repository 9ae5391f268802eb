package io.ecroperator.undeclared;

import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.aws.Repository;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How a policy and ECR stood when this process first looked. A status that said Ready then is trusted: where nothing speaks
 * against it ECR is as it was, and the deep reads will tell. What came later, or was listed late, is looked at.
 *
 * @param repositories the repositories that were there and that no call has tried to change since
 * @param ready the status, if it said that all is well with repositories that no EcrRepository declares
 */
record UndeclaredStart(Set<String> repositories, Optional<SharedPolicyStatus> ready) {

    /** How things stand now. */
    static UndeclaredStart of(SharedPolicy policy, List<Repository> repositories) {
        return new UndeclaredStart(
                repositories.stream()
                        .map(Repository::repositoryName)
                        .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet)),
                Optional.ofNullable(policy.getStatus())
                        .filter(status -> status.undeclaredRepositories() != null)
                        .filter(status -> readyCondition(status).isPresent()));
    }

    /** Forgets a repository that is about to be changed: should the answer be lost, nobody knows what it has. */
    void distrust(Repository repository) {
        repositories.remove(repository.repositoryName());
    }

    /** The digest of the policy that a marked repository had. */
    Optional<String> digestOn(Repository repository) {
        return ready.filter(status -> repositories.contains(repository.repositoryName()))
                .map(SharedPolicyStatus::digest);
    }

    /** Whether all was well with the repository for this very spec, so that it had the policy or was to keep its own. */
    boolean knew(Repository repository, SharedPolicy policy) {
        return ready.filter(status -> repositories.contains(repository.repositoryName()))
                .filter(status -> policy.getMetadata().getGeneration().equals(status.observedGeneration()))
                .flatMap(UndeclaredStart::readyCondition)
                .filter(since -> repository.createdAt().isBefore(Instant.parse(since.getLastTransitionTime())))
                .isPresent();
    }

    private static Optional<Condition> readyCondition(SharedPolicyStatus status) {
        return Conditions.find(status.conditions(), ConditionType.READY)
                .filter(ready -> ConditionStatus.TRUE.label().equals(ready.getStatus()));
    }
}
