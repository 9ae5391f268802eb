package io.ecroperator.token;

import io.ecroperator.aws.RegistryToken;
import java.time.Instant;
import java.util.Optional;

/**
 * A token, and when we got it.
 *
 * @param identity whose it is, as {@link TokenKey#identity} says
 */
public record MintedToken(RegistryToken token, Instant mintedAt, Optional<String> identity) {

    public TokenLife life() {
        return new TokenLife(mintedAt, token.expiresAt());
    }

    /** Whether it is of the identity that the key asks for, and not of one that its EcrRegistry had before. */
    public boolean isOf(TokenKey key) {
        return identity.equals(key.identity());
    }
}
