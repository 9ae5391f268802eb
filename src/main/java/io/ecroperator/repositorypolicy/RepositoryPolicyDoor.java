package io.ecroperator.repositorypolicy;

import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.status.RepositoryPolicyAdvice;
import io.ecroperator.undeclared.PolicyChange.PutPolicy;
import io.ecroperator.undeclared.PolicyDoor;
import java.util.Optional;

/** Repository policies in ECR. */
public final class RepositoryPolicyDoor implements PolicyDoor {

    private static final RepositoryPolicyAdvice ADVICE =
            new RepositoryPolicyAdvice("the statements", "spec.allowLockout");

    @Override
    public RegistryKind kind() {
        return RegistryKind.ECR_REPOSITORY_POLICY;
    }

    @Override
    public PolicyTags tags() {
        return PolicyTags.REPOSITORY_POLICY;
    }

    @Override
    public DeepFacet facet() {
        return DeepFacet.REPOSITORY_POLICY;
    }

    @Override
    public Reading<String> text(ViewedRepository seen) {
        return seen.repositoryPolicy();
    }

    @Override
    public PolicyDocument parse(String text) {
        return RepositoryPolicyDocument.parse(text);
    }

    @Override
    public void put(RepositoryDoors doors, PutPolicy change) {
        doors.repositoryPolicies().setRepositoryPolicy(change.repositoryName(), change.text(), change.mayLockOut());
    }

    @Override
    public void delete(RepositoryDoors doors, String repositoryName) {
        doors.repositoryPolicies().deleteRepositoryPolicy(repositoryName);
    }

    @Override
    public String putOperation() {
        return "SetRepositoryPolicy";
    }

    @Override
    public String deleteOperation() {
        return "DeleteRepositoryPolicy";
    }

    @Override
    public Optional<String> advice(AwsFailure failure, PolicyDocument refused) {
        return failure.operation().equals(putOperation())
                ? ADVICE.on(failure, refused.suspicions(), refused.namedPrincipals())
                : Optional.empty();
    }
}
