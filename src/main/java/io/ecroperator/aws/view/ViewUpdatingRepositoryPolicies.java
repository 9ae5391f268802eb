package io.ecroperator.aws.view;

import io.ecroperator.aws.RepositoryPolicyApi;
import io.ecroperator.interning.RecentValues;
import java.util.Optional;
import java.util.Set;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingRepositoryPolicies implements RepositoryPolicyApi {

    private final RepositoryPolicyApi policies;
    private final RegistryView view;
    private final ViewedCalls calls;

    /** Many repositories have the same policy. */
    private final RecentValues recent = new RecentValues(64);

    ViewUpdatingRepositoryPolicies(RepositoryPolicyApi policies, RegistryView view) {
        this.policies = policies;
        this.view = view;
        this.calls = new ViewedCalls(view);
    }

    @Override
    public Optional<String> getRepositoryPolicy(String repositoryName) {
        long mark = view.readMark();
        Optional<String> text = calls.reading(
                repositoryName, DeepFacet.REPOSITORY_POLICY, mark, () -> policies.getRepositoryPolicy(repositoryName));
        view.read(
                repositoryName,
                DeepFacet.REPOSITORY_POLICY,
                mark,
                seen -> seen.withRepositoryPolicy(Reading.of(text.map(recent::shared))));
        return text;
    }

    @Override
    public void setRepositoryPolicy(String repositoryName, String policyText, boolean force) {
        writingRepositoryPolicy(repositoryName, () -> policies.setRepositoryPolicy(repositoryName, policyText, force));
        view.written(
                repositoryName,
                Set.of(DeepFacet.REPOSITORY_POLICY),
                before -> before.withRepositoryPolicy(Reading.found(recent.shared(policyText))));
    }

    @Override
    public void deleteRepositoryPolicy(String repositoryName) {
        writingRepositoryPolicy(repositoryName, () -> policies.deleteRepositoryPolicy(repositoryName));
        view.written(
                repositoryName,
                Set.of(DeepFacet.REPOSITORY_POLICY),
                before -> before.withRepositoryPolicy(Reading.absent()));
    }

    private void writingRepositoryPolicy(String repositoryName, Runnable call) {
        calls.writing(repositoryName, call, before -> before.withRepositoryPolicy(Reading.unread()));
    }
}
