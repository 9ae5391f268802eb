package io.ecroperator.token;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.status.FailureReport;
import java.util.Optional;

/**
 * What is known of one key.
 *
 * @param token the last token, which may be due or expired
 * @param replacesAll whether it goes before every token that a Secret holds, however fresh that looks: it was minted
 *     because the clock was set back, and the dates of the others mean nothing
 * @param arriving whether a call for another token has just begun, so that its answer is worth waiting for
 * @param failure why the last attempt to mint one failed; empty after a success
 * @param refusal why none is minted
 */
public record TokenState(
        Optional<MintedToken> token,
        boolean replacesAll,
        boolean arriving,
        Optional<AwsFailure> failure,
        Optional<FailureReport> refusal) {

    public static final TokenState UNKNOWN = new TokenState(Optional.empty(), false, false, Optional.empty());

    /** That of a key that is not refused. */
    public TokenState(
            Optional<MintedToken> token, boolean replacesAll, boolean arriving, Optional<AwsFailure> failure) {
        this(token, replacesAll, arriving, failure, Optional.empty());
    }

    TokenState arriving(boolean now) {
        return new TokenState(token, replacesAll, now, failure);
    }

    /** No token is minted, and none that the store has is given. */
    public static TokenState refused(FailureReport report) {
        return new TokenState(Optional.empty(), false, false, Optional.empty(), Optional.of(report));
    }

    /** Why a token of that key cannot be had; empty if it can. */
    public Optional<FailureReport> report(TokenKey key) {
        return refusal.or(() -> failure.map(each -> TokenFailures.report(key, each)));
    }
}
