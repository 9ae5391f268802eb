package io.ecroperator.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ECR operations that the operator uses, for one account and region. The method names are the IAM actions it needs.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}. A call on a repository that does not exist fails
 * with kind {@code NOT_FOUND}, except where the result is an {@link Optional} of the repository itself.
 */
public interface EcrApi {

    /** Creates the repository with its tags and settings in one call; {@code ALREADY_EXISTS} if it is there. */
    Repository createRepository(NewRepository repository);

    /** Reads one repository by name, afresh; empty if ECR does not know it. */
    Optional<Repository> describeRepository(String repositoryName);

    /** Reads up to 100 repositories by name, afresh; fails as a whole if ECR does not know, or does not show, one of them. */
    List<Repository> describeNamedRepositories(List<String> repositoryNames);

    /** One page of up to 1,000 repositories; {@code null} asks for the first one. */
    Page<Repository> describeRepositories(String nextToken);

    /** Deletes the repository; without {@code force} ECR refuses ({@code NOT_EMPTY}) while any image is in it. */
    void deleteRepository(String repositoryName, boolean force);

    /** Sets the tag mutability together with its exclusion filters. */
    void putImageTagMutability(String repositoryName, TagMutability tagMutability);

    /** Switches scan on push. */
    void putImageScanningConfiguration(String repositoryName, boolean scanOnPush);

    /** All tags of the repository. */
    Map<String, String> listTagsForResource(String repositoryArn);

    /** Adds or overwrites the given tags, leaving all others. */
    void tagResource(String repositoryArn, Map<String, String> tags);

    /** Removes the given tag keys, leaving all others. */
    void untagResource(String repositoryArn, Set<String> tagKeys);

    /** The repository policy's text; empty if the repository has none. */
    Optional<String> getRepositoryPolicy(String repositoryName);

    /** Replaces the repository policy; {@code force} permits one that locks this caller out. */
    void setRepositoryPolicy(String repositoryName, String policyText, boolean force);

    /** Removes the repository policy; done if there is none. */
    void deleteRepositoryPolicy(String repositoryName);

    /** The lifecycle policy; empty if the repository has none. */
    Optional<LifecyclePolicyText> getLifecyclePolicy(String repositoryName);

    /** Replaces the lifecycle policy in one step. */
    void putLifecyclePolicy(String repositoryName, String lifecyclePolicyText);

    /** Removes the lifecycle policy; done if there is none. */
    void deleteLifecyclePolicy(String repositoryName);

    /** Counts the distinct images of a repository, archived ones too, up to {@code limit}. */
    ImageCount countImages(String repositoryName, int limit);
}
