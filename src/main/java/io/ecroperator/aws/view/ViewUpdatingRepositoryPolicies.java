package io.ecroperator.aws.view;

import io.ecroperator.aws.RepositoryPolicyApi;
import io.ecroperator.interning.RecentValues;
import java.util.Optional;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingRepositoryPolicies implements RepositoryPolicyApi {

    private final RepositoryPolicyApi policies;
    private final ViewedPolicy<String> viewed;

    ViewUpdatingRepositoryPolicies(RepositoryPolicyApi policies, RegistryView view) {
        RecentValues recent = new RecentValues(64);
        this.policies = policies;
        this.viewed = new ViewedPolicy<>(
                view, DeepFacet.REPOSITORY_POLICY, ViewedRepository::withRepositoryPolicy, recent::shared);
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        return viewed.getting(repositoryName, () -> policies.getRepositoryPolicy(repositoryName));
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        viewed.putting(
                repositoryName, policyText, () -> policies.setRepositoryPolicy(repositoryName, policyText, force));
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        viewed.deleting(repositoryName, () -> policies.deleteRepositoryPolicy(repositoryName));
    }
}
