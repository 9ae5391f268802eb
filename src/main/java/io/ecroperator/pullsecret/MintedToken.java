package io.ecroperator.pullsecret;

import io.ecroperator.aws.RegistryToken;
import java.time.Instant;

/** A token, and when we got it. */
record MintedToken(RegistryToken token, Instant mintedAt) {

    TokenLife life() {
        return new TokenLife(mintedAt, token.expiresAt());
    }
}
