package io.ecroperator.pullsecret;

import io.ecroperator.aws.error.AwsFailure;
import java.util.Optional;

/**
 * What the store knows of one key.
 *
 * @param token the last token, which may be due or expired
 * @param replacesAll whether it goes before every token that a Secret holds, however fresh that looks: it was minted
 *     because the clock was set back, and the dates of the others mean nothing
 * @param failure why the last attempt to mint one failed; empty after a success
 */
record TokenState(Optional<MintedToken> token, boolean replacesAll, Optional<AwsFailure> failure) {

    static final TokenState UNKNOWN = new TokenState(Optional.empty(), false, Optional.empty());
}
