package io.ecroperator.aws;

import java.util.List;
import java.util.Optional;

/**
 * Private repositories and their own settings. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}. A call on a repository that does not exist fails with kind
 * {@code NOT_FOUND}, except where the result is an {@link Optional} of the repository itself.
 */
public interface RepositoryApi {

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
}
