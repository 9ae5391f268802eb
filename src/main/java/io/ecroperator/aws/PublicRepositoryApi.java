package io.ecroperator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The public repositories of an account, and how its public registry is shown. They are the same whichever region a connection
 * is for. The method names are the IAM actions of {@code ecr-public}.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a repository that does
 * not exist, except where the result is an {@link Optional} of the repository itself.
 */
public interface PublicRepositoryApi {

    /** Creates the repository with its catalog data and tags in one call; {@code ALREADY_EXISTS} if it is there. */
    CreatedPublicRepository createRepository(NewPublicRepository repository);

    /** Reads one repository by name, afresh; empty if there is none. */
    Optional<PublicRepository> describeRepository(String repositoryName);

    /** One page of up to 1,000 repositories; {@code null} asks for the first one. */
    Page<PublicRepository> describeRepositories(String nextToken);

    /** Deletes the repository; without {@code force} AWS refuses ({@code NOT_EMPTY}) while any image is in it. */
    void deleteRepository(String repositoryName, boolean force);

    /** What the gallery shows of the repository; empty if nobody has written any. */
    Optional<CatalogData> getRepositoryCatalogData(String repositoryName);

    /**
     * Replaces all that the gallery shows of the repository: without a logo it may have none afterwards.
     *
     * @return what it shows now; empty if AWS does not tell
     */
    Optional<CatalogData> putRepositoryCatalogData(String repositoryName, CatalogData data, Optional<Logo> logo);

    /** The repository policy's text; empty if the repository has none. */
    Optional<String> getRepositoryPolicy(String repositoryName);

    /** Replaces the repository policy; {@code force} permits one that locks this caller out. */
    void setRepositoryPolicy(String repositoryName, String policyText, boolean force);

    /** Removes the repository policy; done if there is none. */
    void deleteRepositoryPolicy(String repositoryName);

    /** All tags of the repository. */
    Map<String, String> listTagsForResource(String repositoryArn);

    /** Adds or overwrites the given tags, leaving all others. */
    void tagResource(String repositoryArn, Map<String, String> tags);

    /** Removes the given tag keys, leaving all others. */
    void untagResource(String repositoryArn, Set<String> tagKeys);

    /** The display name of the account's public registry; empty if it has none. */
    Optional<String> getRegistryCatalogData();

    /** Sets the display name of the account's public registry. */
    void putRegistryCatalogData(String displayName);
}
