package io.ecroperator.token;

import io.ecroperator.aws.RegistryToken;
import java.time.Instant;

/** A token, and when we got it. */
public record MintedToken(RegistryToken token, Instant mintedAt) {

    public TokenLife life() {
        return new TokenLife(mintedAt, token.expiresAt());
    }
}
