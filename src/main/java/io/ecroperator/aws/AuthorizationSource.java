package io.ecroperator.aws;

import java.util.Set;

/** Where tokens come from: the regions of one identity, each with its own rate limit. Nothing is opened before a call. */
public interface AuthorizationSource {

    /** Tokens for the private registries of a region. */
    AuthorizationApi ofRegion(String region);

    /** Tokens for ECR Public. */
    AuthorizationApi ofEcrPublic();

    /**
     * Closes what was opened for other regions than these. A call there that is under way fails; a later one opens it again.
     *
     * @param ecrPublic whether ECR Public is in use
     */
    void keepOnly(Set<String> regions, boolean ecrPublic);
}
