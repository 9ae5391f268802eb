package io.ecroperator.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A login to registries. Whoever has it can pull: it must not reach logs, Events, the status of objects, or metrics.
 *
 * @param authorizationToken user name and password, separated by a colon, in base64, as AWS gives it
 * @param expiresAt when AWS stops accepting it
 * @param proxyEndpoint the URL of the caller's own registry; empty for ECR Public
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_AuthorizationData.html">AuthorizationData</a>
 */
public record RegistryToken(String authorizationToken, Instant expiresAt, Optional<String> proxyEndpoint) {

    private static final String SEPARATOR = ":";

    /**
     * Checks that the token can be read.
     *
     * @throws IllegalArgumentException if it is not base64 of a user name, a colon and a password; without quoting it
     */
    public RegistryToken {
        if (decoded(authorizationToken).indexOf(SEPARATOR) < 1) {
            throw new IllegalArgumentException("a token without a user name");
        }
    }

    /** The user name, {@code AWS}. */
    public String username() {
        String login = decoded(authorizationToken);
        return login.substring(0, login.indexOf(SEPARATOR));
    }

    /** The password: all that follows the first colon. AWS promises no size. */
    public String password() {
        String login = decoded(authorizationToken);
        return login.substring(login.indexOf(SEPARATOR) + 1);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RegistryToken[expiresAt=" + expiresAt + "]";
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException quotesTheToken) {
            return "";
        }
    }
}
