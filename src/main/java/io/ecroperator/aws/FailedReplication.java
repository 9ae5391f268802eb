package io.ecroperator.aws;

/**
 * An image that a backfill could not replicate.
 *
 * @param image its tag, or its digest where it has none
 * @param failureCode why, in ECR's words; empty if ECR does not say
 */
public record FailedReplication(String repositoryName, String image, String failureCode) {}
