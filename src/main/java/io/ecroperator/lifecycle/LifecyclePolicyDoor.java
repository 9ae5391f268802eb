package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.undeclared.PolicyChange.PutPolicy;
import io.ecroperator.undeclared.PolicyDoor;

/** Lifecycle policies in ECR. */
public final class LifecyclePolicyDoor implements PolicyDoor {

    @Override
    public RegistryKind kind() {
        return RegistryKind.ECR_LIFECYCLE_POLICY;
    }

    @Override
    public PolicyTags tags() {
        return PolicyTags.LIFECYCLE_POLICY;
    }

    @Override
    public DeepFacet facet() {
        return DeepFacet.LIFECYCLE_POLICY;
    }

    @Override
    public Reading<String> text(ViewedRepository seen) {
        return seen.lifecyclePolicy().map(LifecyclePolicyText::text);
    }

    @Override
    public PolicyDocument parse(String text) {
        return LifecyclePolicyDocument.parse(text);
    }

    @Override
    public void put(RepositoryDoors doors, PutPolicy change) {
        doors.lifecyclePolicies().putLifecyclePolicy(change.repositoryName(), change.text());
    }

    @Override
    public void delete(RepositoryDoors doors, String repositoryName) {
        doors.lifecyclePolicies().deleteLifecyclePolicy(repositoryName);
    }

    @Override
    public String putOperation() {
        return "PutLifecyclePolicy";
    }

    @Override
    public String deleteOperation() {
        return "DeleteLifecyclePolicy";
    }
}
