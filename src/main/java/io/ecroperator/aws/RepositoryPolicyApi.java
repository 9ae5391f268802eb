package io.ecroperator.aws;

import java.util.Optional;

/**
 * The resource policies of private repositories. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a repository that does
 * not exist.
 */
public interface RepositoryPolicyApi {

    /** The repository policy's text; empty if the repository has none. */
    Optional<String> getRepositoryPolicy(String repositoryName);

    /** Replaces the repository policy; {@code force} permits one that locks this caller out. */
    void setRepositoryPolicy(String repositoryName, String policyText, boolean force);

    /** Removes the repository policy; done if there is none. */
    void deleteRepositoryPolicy(String repositoryName);
}
