package io.ecroperator.aws;

import java.util.Optional;

/**
 * The lifecycle policies of private repositories. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a repository that does
 * not exist.
 */
public interface LifecyclePolicyApi {

    /** The lifecycle policy; empty if the repository has none. */
    Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName);

    /** Replaces the lifecycle policy in one step. */
    void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText);

    /**
     * Has ECR find out in the background what a policy would do; nothing is changed. Refused as {@code TRANSIENT} while another
     * preview of the repository is under way.
     */
    void startLifecyclePolicyPreview(String repositoryName, String lifecyclePolicyText);

    /** The last preview of the repository; {@code NOT_FOUND} if there is none. */
    LifecyclePreview getLifecyclePolicyPreview(String repositoryName);

    /** Removes the lifecycle policy; done if there is none. */
    void deleteLifecyclePolicy(String repositoryName);
}
