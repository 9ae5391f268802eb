package io.ecroperator.aws.view;

import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.interning.RecentValues;
import java.util.Optional;
import java.util.Set;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingLifecyclePolicies implements LifecyclePolicyApi {

    private final LifecyclePolicyApi policies;
    private final RegistryView view;
    private final ViewedCalls calls;

    /** Many repositories have the same policy. */
    private final RecentValues recent = new RecentValues(64);

    ViewUpdatingLifecyclePolicies(LifecyclePolicyApi policies, RegistryView view) {
        this.policies = policies;
        this.view = view;
        this.calls = new ViewedCalls(view);
    }

    @Override
    public Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName) {
        long mark = view.readMark();
        Optional<LifecyclePolicyText> text = calls.reading(
                repositoryName, DeepFacet.LIFECYCLE_POLICY, mark, () -> policies.getLifecyclePolicy(repositoryName));
        Reading<LifecyclePolicyText> reading = Reading.of(
                text.map(policy -> new LifecyclePolicyText(recent.shared(policy.text()), policy.lastEvaluatedAt())));
        view.read(repositoryName, DeepFacet.LIFECYCLE_POLICY, mark, seen -> seen.withLifecyclePolicy(reading));
        return text;
    }

    @Override
    public void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText) {
        writingLifecyclePolicy(repositoryName, () -> policies.putLifecyclePolicy(repositoryName, lifecyclePolicyText));
        LifecyclePolicyText put = new LifecyclePolicyText(recent.shared(lifecyclePolicyText), null);
        view.written(
                repositoryName,
                Set.of(DeepFacet.LIFECYCLE_POLICY),
                before -> before.withLifecyclePolicy(Reading.found(put)));
    }

    @Override
    public void deleteLifecyclePolicy(String repositoryName) {
        writingLifecyclePolicy(repositoryName, () -> policies.deleteLifecyclePolicy(repositoryName));
        view.written(
                repositoryName,
                Set.of(DeepFacet.LIFECYCLE_POLICY),
                before -> before.withLifecyclePolicy(Reading.absent()));
    }

    private void writingLifecyclePolicy(String repositoryName, Runnable call) {
        calls.writing(repositoryName, call, before -> before.withLifecyclePolicy(Reading.unread()));
    }
}
