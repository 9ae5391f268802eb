package io.ecroperator.emulator.iam;

import java.time.Instant;

/**
 * Whom a web identity token speaks of.
 *
 * @param issuer host and path of the issuer, without {@code https://}
 * @param subject {@code sub} claim
 * @param audience {@code aud} claim
 * @param expiresAt when the token ends
 */
public record WebIdentity(String issuer, String subject, String audience, Instant expiresAt) {
    /** The audience of the tokens that EKS mounts. */
    public static final String STS = "sts.amazonaws.com";
}
