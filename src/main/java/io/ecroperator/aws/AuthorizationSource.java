package io.ecroperator.aws;

/** Where tokens come from: the regions of one identity, each with its own rate limit. Nothing is opened before a call. */
public interface AuthorizationSource {

    /** Tokens for the private registries of a region. */
    AuthorizationApi ofRegion(String region);

    /** Tokens for ECR Public. */
    AuthorizationApi ofEcrPublic();
}
