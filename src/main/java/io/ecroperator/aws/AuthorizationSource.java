package io.ecroperator.aws;

import java.util.Set;

/** Where tokens come from: regions and identities, each with its own rate limit. Nothing is opened before a call. */
public interface AuthorizationSource {

    /** Whether AWS is known to have the region; of another one nothing can be had. */
    boolean knows(String region);

    /**
     * Tokens for the private registries of a region, as the operator.
     *
     * @throws IllegalArgumentException if the region is not known
     */
    AuthorizationApi ofRegion(String region);

    /**
     * Tokens for the private registries of the connection's region, as its identity.
     *
     * @throws IllegalArgumentException if the region is not known
     */
    AuthorizationApi of(ConnectionSpec connection);

    /** Tokens for ECR Public, as the operator. */
    AuthorizationApi ofEcrPublic();

    /**
     * Closes what was opened for other connections than these. A call there that is under way fails; a later one opens it again.
     *
     * @param regions those in use as the operator
     * @param ecrPublic whether ECR Public is in use
     * @param others connections in use as somebody else
     */
    void keepOnly(Set<String> regions, boolean ecrPublic, Set<ConnectionSpec> others);
}
