package io.ecroperator.aws.view;

import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.LifecyclePolicyText;
import java.util.Optional;
import java.util.Set;

/** Passes the calls on and keeps the view up to date with the answers. */
final class ViewUpdatingLifecyclePolicies implements LifecyclePolicyApi {

    private final LifecyclePolicyApi policies;
    private final RegistryView view;
    private final ViewedCalls calls;

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
        view.read(repositoryName, DeepFacet.LIFECYCLE_POLICY, mark, seen -> seen.withLifecyclePolicy(Reading.of(text)));
        return text;
    }

    @Override
    public void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText) {
        writingLifecyclePolicy(repositoryName, () -> policies.putLifecyclePolicy(repositoryName, lifecyclePolicyText));
        view.written(
                repositoryName,
                Set.of(DeepFacet.LIFECYCLE_POLICY),
                before ->
                        before.withLifecyclePolicy(Reading.found(new LifecyclePolicyText(lifecyclePolicyText, null))));
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
