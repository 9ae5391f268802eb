package io.ecroperator.aws.view;

import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.LifecyclePreview;
import io.ecroperator.interning.RecentValues;
import java.util.Optional;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingLifecyclePolicies implements LifecyclePolicyApi {

    private final LifecyclePolicyApi policies;
    private final ViewedPolicy<LifecyclePolicyText> viewed;

    ViewUpdatingLifecyclePolicies(LifecyclePolicyApi policies, RegistryView view) {
        RecentValues recent = new RecentValues(64);
        this.policies = policies;
        this.viewed = new ViewedPolicy<>(
                view,
                DeepFacet.LIFECYCLE_POLICY,
                ViewedRepository::withLifecyclePolicy,
                policy -> new LifecyclePolicyText(recent.shared(policy.text()), policy.lastEvaluatedAt()));
    }

    @Override
    public Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName) {
        return viewed.getting(repositoryName, () -> policies.getLifecyclePolicy(repositoryName));
    }

    @Override
    public void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText) {
        viewed.putting(
                repositoryName,
                new LifecyclePolicyText(lifecyclePolicyText, null),
                () -> policies.putLifecyclePolicy(repositoryName, lifecyclePolicyText));
    }

    @Override
    public void startLifecyclePolicyPreview(String repositoryName, String lifecyclePolicyText) {
        policies.startLifecyclePolicyPreview(repositoryName, lifecyclePolicyText);
    }

    @Override
    public LifecyclePreview getLifecyclePolicyPreview(String repositoryName) {
        return policies.getLifecyclePolicyPreview(repositoryName);
    }

    @Override
    public void deleteLifecyclePolicy(String repositoryName) {
        viewed.deleting(repositoryName, () -> policies.deleteLifecyclePolicy(repositoryName));
    }
}
