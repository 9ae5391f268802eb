package io.ecroperator.policy;

import java.util.Optional;

/**
 * What may be told of a policy that takes another's place.
 *
 * @param digest the digest of the new one
 * @param difference which of its rules or statements come, go and change
 */
public record PolicyEdit(String digest, PolicyDifference difference) {

    private static final int SHOWN = "sha256:".length() + 12;

    /** What a policy changes in the text that ECR holds; empty for none. */
    public static PolicyEdit of(Optional<String> before, PolicyDocument after) {
        return new PolicyEdit(after.digest(), PolicyDifference.of(before, after));
    }

    /** Enough of the digest to compare two by eye, and the difference. */
    @Override
    public String toString() {
        return digest.substring(0, Math.min(digest.length(), SHOWN)) + difference.inBrackets();
    }
}
