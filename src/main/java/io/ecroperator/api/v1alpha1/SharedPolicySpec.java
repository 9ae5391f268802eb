package io.ecroperator.api.v1alpha1;

import java.util.List;

/** What the specs of shared policies have in common: which repositories get the policy. {@code null} means the default. */
public sealed interface SharedPolicySpec extends Whole permits EcrLifecyclePolicySpec, EcrRepositoryPolicySpec {

    /** The registry whose repositories the patterns mean. */
    RegistryRef registryRef();

    /** EcrRepositories of the namespace, by label. */
    RepositorySelector repositorySelector();

    /** Names of repositories in ECR. */
    List<String> repositoryNamePatterns();

    /** What happens where somebody else has set a policy. */
    OnExisting onExisting();

    /** What happens where the policy no longer stands. */
    OnDelete onDelete();

    /** Whether the policy may keep the operator from changing it later. */
    default boolean mayLockOut() {
        return false;
    }

    @Override
    default boolean lacksNothing() {
        return repositorySelector() == null || repositorySelector().lacksNothing();
    }
}
