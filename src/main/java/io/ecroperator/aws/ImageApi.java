package io.ecroperator.aws;

/**
 * The images in private repositories. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a repository that does
 * not exist.
 */
public interface ImageApi {

    /** Counts the distinct images of a repository, archived ones too, up to {@code limit}. */
    ImageCount countImages(String repositoryName, int limit);
}
