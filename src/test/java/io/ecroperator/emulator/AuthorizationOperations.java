package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.dataplane.LoginTokens.Login;
import io.ecroperator.emulator.dataplane.RegistryHost;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Registry logins of ECR and ECR Public. Every call mints a new password for user AWS, good for the caller's identity in the
 * region of the call, whatever registryIds it names.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">GetAuthorizationToken</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_GetAuthorizationToken.html">The same of ECR
 *     Public</a>
 */
final class AuthorizationOperations {
    private static final int MAX_REGISTRIES = 10;
    private static final String OPERATION = "GetAuthorizationToken";

    private final EmulatorState state;

    AuthorizationOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(OPERATION, Operation.read(this::token));
    }

    Map<String, Operation> publicOperations() {
        return Map.of(OPERATION, Operation.read(this::publicToken));
    }

    private JsonNode token(AwsRequest request) {
        List<String> accounts = request.parameters()
                .strings("registryIds", 1, MAX_REGISTRIES)
                .orElse(List.of(request.caller().account()));
        accounts.forEach(account -> Parameters.checkAccount("registryIds", account));
        ObjectNode login = minted(state.newLogin(request.caller(), request.region()));
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("authorizationData");
        for (String account : accounts) {
            data.add(login.deepCopy()
                    .put("proxyEndpoint", "https://" + new RegistryKey(account, request.region()).host()));
        }
        return answer;
    }

    /** One object without an endpoint. */
    private JsonNode publicToken(AwsRequest request) {
        return Json.object()
                .set("authorizationData", minted(state.newLogin(request.caller(), RegistryHost.PUBLIC_AUDIENCE)));
    }

    private ObjectNode minted(Login login) {
        byte[] userAndPassword = ("AWS:" + state.tokens().issue(login)).getBytes(StandardCharsets.UTF_8);
        return Json.object()
                .put("authorizationToken", Base64.getEncoder().encodeToString(userAndPassword))
                .put("expiresAt", Json.timestamp(login.expiresAt()));
    }
}
