package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may come in. A private registry takes the token as the password of user AWS, of one region only. ECR Public lets
 * anybody in, once a bearer token is fetched, with a login or without.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors-docker.html">Tokens are of one region</a>
 */
final class Admission {
    private static final Duration ANONYMOUS_LIFETIME = Duration.ofHours(1);
    private static final String USER = "AWS:";

    private final LoginTokens tokens;
    private final InstantSource clock;

    Admission(LoginTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The scheme and the value of an Authorization header. */
    private record Credential(String scheme, String value) {
        static Credential of(String header) {
            int space = header.indexOf(' ');
            return space < 0
                    ? new Credential("", "")
                    : new Credential(
                            header.substring(0, space).toLowerCase(Locale.ROOT),
                            header.substring(space + 1).strip());
        }
    }

    /** {@return who it is; DistributionError if the host does not take the login, or asks for one} */
    Visitor admit(RegistryHost host, Optional<String> authorization) {
        Credential credential = Credential.of(authorization.orElseThrow(() -> DistributionError.notAuthorized(host)));
        return switch (host) {
            case RegistryHost.Private here -> visitor(here, login(credential), DistributionError.expiredLogin());
            case RegistryHost.Public here -> visitor(here, bearer(credential), DistributionError.expiredBearer());
        };
    }

    /** {@return the answer of ECR Public's token service} */
    JsonNode bearerToken(RegistryHost.Public host, Optional<String> authorization) {
        String token = authorization
                .map(header -> login(Credential.of(header)).orElseThrow(DistributionError::invalidLogin))
                .map(login -> {
                    visitor(host, Optional.of(login), DistributionError.expiredLogin());
                    return tokens.issue(login);
                })
                .orElseGet(() -> tokens.issue(new LoginTokens.Login(
                        Visitor.NOBODY, host.audience(), clock.instant().plus(ANONYMOUS_LIFETIME))));
        return Json.object().put("token", token);
    }

    private Visitor visitor(RegistryHost host, Optional<LoginTokens.Login> given, DistributionError expired) {
        LoginTokens.Login login = given.filter(found -> found.audience().equals(host.audience()))
                .orElseThrow(DistributionError::invalidLogin);
        Instant now = clock.instant();
        if (!now.isBefore(login.expiresAt())) {
            throw expired;
        }
        return login.visitor();
    }

    /** A token of the token service, or the login itself in the form in which GetAuthorizationToken gave it. */
    private Optional<LoginTokens.Login> bearer(Credential credential) {
        return credential.scheme().equals("bearer")
                ? tokens.read(credential.value()).or(() -> withUser(credential.value()))
                : Optional.empty();
    }

    private Optional<LoginTokens.Login> login(Credential credential) {
        return credential.scheme().equals("basic") ? withUser(credential.value()) : Optional.empty();
    }

    private Optional<LoginTokens.Login> withUser(String base64) {
        return LoginTokens.decode(base64)
                .filter(text -> text.startsWith(USER))
                .flatMap(text -> tokens.read(text.substring(USER.length())));
    }
}
