package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Registry logins. Every call mints a new random password for user AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">GetAuthorizationToken</a>
 */
final class AuthorizationOperations {
    private static final int MAX_REGISTRIES = 10;
    /** Real passwords are encrypted blobs of some 1.5 kB. */
    private static final int PASSWORD_BYTES = 1100;

    private final EmulatorState state;

    AuthorizationOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of("GetAuthorizationToken", Operation.read(this::token));
    }

    private JsonNode token(AwsRequest request) {
        List<String> accounts = request.parameters()
                .strings("registryIds", 1, MAX_REGISTRIES)
                .orElse(List.of(request.caller().account()));
        accounts.forEach(account -> Parameters.checkAccount("registryIds", account));
        byte[] secret = new byte[PASSWORD_BYTES];
        state.random().nextBytes(secret);
        String login = "AWS:" + Base64.getEncoder().encodeToString(secret);
        String token = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Instant expiresAt =
                state.options().clock().instant().plus(state.options().tokenLifetime());
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("authorizationData");
        for (String account : accounts) {
            data.addObject()
                    .put("authorizationToken", token)
                    .put("expiresAt", Json.timestamp(expiresAt))
                    .put("proxyEndpoint", "https://" + new RegistryKey(account, request.region()).host());
        }
        return answer;
    }
}
