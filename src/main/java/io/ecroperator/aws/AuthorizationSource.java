package io.ecroperator.aws;

import java.util.Set;

/** Where tokens come from: the regions of one identity, each with its own rate limit. Nothing is opened before a call. */
public interface AuthorizationSource {

    /** Whether AWS is known to have the region; of another one nothing can be had. */
    boolean knows(String region);

    /**
     * Tokens for the private registries of a region.
     *
     * @throws IllegalArgumentException if the region is not known
     */
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
