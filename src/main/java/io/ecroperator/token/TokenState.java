package io.ecroperator.token;

import io.ecroperator.aws.error.AwsFailure;
import java.util.Optional;

/**
 * What the store knows of one key.
 *
 * @param token the last token, which may be due or expired
 * @param replacesAll whether it goes before every token that a Secret holds, however fresh that looks: it was minted
 *     because the clock was set back, and the dates of the others mean nothing
 * @param arriving whether a call for another token has just begun, so that its answer is worth waiting for
 * @param failure why the last attempt to mint one failed; empty after a success
 */
public record TokenState(
        Optional<MintedToken> token, boolean replacesAll, boolean arriving, Optional<AwsFailure> failure) {

    public static final TokenState UNKNOWN = new TokenState(Optional.empty(), false, false, Optional.empty());

    TokenState arriving(boolean now) {
        return new TokenState(token, replacesAll, now, failure);
    }

    /** There is no token, and none to come. */
    public static TokenState failed(AwsFailure failure) {
        return new TokenState(Optional.empty(), false, false, Optional.of(failure));
    }
}
