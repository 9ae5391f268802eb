package io.ecroperator.token;

import io.ecroperator.aws.RegistryToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Tokens for tests. */
public final class Tokens {

    public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    public static final Duration LIFE = Duration.ofHours(12);

    private Tokens() {}

    /** A token of user AWS with this password. */
    public static RegistryToken token(String password, Instant expiresAt) {
        String login = "AWS:" + password;
        return new RegistryToken(
                Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)),
                expiresAt,
                Optional.empty());
    }

    /** A token that was minted then and lives for twelve hours. */
    public static MintedToken minted(String password, Instant mintedAt) {
        return new MintedToken(token(password, mintedAt.plus(LIFE)), mintedAt, Optional.empty());
    }
}
