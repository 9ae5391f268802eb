package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.IamError;
import io.ecroperator.emulator.iam.Session;
import io.ecroperator.emulator.iam.WebIdentity;
import java.util.Map;
import java.util.function.Function;

/**
 * STS: who am I, and become another role.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class SecurityTokenOperations {
    private static final int TOKEN_MIN = 4;
    private static final int TOKEN_MAX = 20_000;

    private final EmulatorState state;

    SecurityTokenOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetCallerIdentity", Operation.read(SecurityTokenOperations::identity),
                "AssumeRole", refusing(this::assumeRole),
                "AssumeRoleWithWebIdentity", refusing(this::assumeRoleWithWebIdentity));
    }

    private static Operation refusing(Function<AwsRequest, JsonNode> handler) {
        return Operation.read(request -> {
            try {
                return handler.apply(request);
            } catch (IamError error) {
                throw AwsError.of(error.code(), error.getMessage(), error.status());
            }
        });
    }

    private static JsonNode identity(AwsRequest request) {
        Caller caller = request.caller();
        return Json.object()
                .put("Arn", caller.arn())
                .put("UserId", caller.userId())
                .put("Account", caller.account());
    }

    private JsonNode assumeRole(AwsRequest request) {
        return answer(state.iam().assumeRole(request.caller(), new AssumptionParameters(request.parameters()).read()));
    }

    private JsonNode assumeRoleWithWebIdentity(AwsRequest request) {
        String token = request.parameters()
                .string("WebIdentityToken", TOKEN_MIN, TOKEN_MAX)
                .orElse("");
        Session session =
                state.iam().assumeRoleWithWebIdentity(token, new AssumptionParameters(request.parameters()).read());
        WebIdentity identity = state.iam().identity(token);
        return answer(session)
                .put("SubjectFromWebIdentityToken", identity.subject())
                .put("Audience", identity.audience())
                .put("Provider", identity.issuer());
    }

    private static ObjectNode answer(Session session) {
        ObjectNode answer = Json.object();
        Caller.RoleSession caller = session.caller();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.accessKeyId())
                .put("SecretAccessKey", session.secretAccessKey())
                .put("SessionToken", session.sessionToken())
                .put("Expiration", caller.expiresAt().orElseThrow().toString());
        answer.putObject("AssumedRoleUser").put("Arn", caller.arn()).put("AssumedRoleId", caller.userId());
        return answer;
    }
}
