package io.ecroperator.pullsecret;

import java.util.List;
import java.util.SortedMap;

/**
 * What is to be done, and which tokens the Secrets hold then.
 *
 * @param postponed whether a Secret waits for a token that is arriving, so that one write serves all its tokens
 * @param tokens per key of the spec; those that two Secrets hold differently with the shorter life
 */
record PullSecretPlan(List<PullSecretChange> changes, boolean postponed, SortedMap<String, TokenUse> tokens) {

    /**
     * A key of the spec.
     *
     * @param life of the token that the Secrets hold; null if they hold none
     * @param due whether another one is wanted
     */
    record TokenUse(TokenKey key, TokenLife life, boolean due) {}
}
