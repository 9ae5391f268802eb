package io.ecroperator.undeclared;

import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import java.util.Optional;

/** How one kind of policy is read and written in ECR. Calls throw {@code AwsException}. */
public interface PolicyDoor {

    /** The kind of the objects, as {@code access} of an EcrRegistry knows it. */
    RegistryKind kind();

    /** The tags that note such a policy on a repository. */
    PolicyTags tags();

    /** The part of a repository that such a policy is. */
    DeepFacet facet();

    /** The text in ECR, as far as it was read. */
    Reading<String> text(ViewedRepository seen);

    /**
     * The document that a text in ECR is.
     *
     * @throws PolicySyntaxException when it is none
     */
    PolicyDocument parse(String text);

    /** The document in ECR; empty if there is none, nobody has read it, or it is not understood. */
    default Optional<PolicyDocument> found(ViewedRepository seen) {
        try {
            return text(seen).toOptional().map(this::parse);
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    /** Replaces the policy of a repository. */
    void put(RepositoryDoors doors, PolicyChange.PutPolicy change);

    /** Removes it. */
    void delete(RepositoryDoors doors, String repositoryName);

    /** The operation behind {@link #put}, as Events name it. */
    String putOperation();

    /** The operation behind {@link #delete}. */
    String deleteOperation();

    /** What to do about a call that AWS has refused for this policy; empty where the reason's remedy says it all. */
    default Optional<String> advice(AwsFailure failure, PolicyDocument refused) {
        return Optional.empty();
    }
}
