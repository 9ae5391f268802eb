package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STS: who am I, and become another role. Trust policies are not checked; any well-formed role can be assumed.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
final class SecurityTokenOperations {
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role/(?:.*/)?([\\w+=,.@-]+)");
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int KEY_LENGTH = 16;

    private final EmulatorState state;

    SecurityTokenOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetCallerIdentity", Operation.read(SecurityTokenOperations::identity),
                "AssumeRole", Operation.read(this::assumeRole),
                "AssumeRoleWithWebIdentity", Operation.read(this::assumeRoleWithWebIdentity));
    }

    private static JsonNode identity(AwsRequest request) {
        Caller caller = request.caller();
        return Json.object()
                .put("Arn", caller.arn())
                .put("UserId", userId(caller))
                .put("Account", caller.account());
    }

    private JsonNode assumeRole(AwsRequest request) {
        return session(request.parameters());
    }

    private JsonNode assumeRoleWithWebIdentity(AwsRequest request) {
        if (request.parameters().string("WebIdentityToken").orElse("").isEmpty()) {
            throw AwsError.of("InvalidIdentityToken", "Couldn't retrieve verification key from your identity provider");
        }
        return session(request.parameters());
    }

    private ObjectNode session(Parameters parameters) {
        Matcher role = ROLE.matcher(parameters.string("RoleArn").orElse(""));
        if (!role.matches()) {
            throw AwsError.of("ValidationError", "RoleArn is invalid");
        }
        String sessionName = parameters
                .string("RoleSessionName")
                .orElseThrow(() -> AwsError.of("ValidationError", "RoleSessionName must not be null"));
        Caller caller = new Caller(role.group(1), role.group(2), sessionName);
        String accessKeyId = "ASIA" + randomKey();
        state.sessions().put(accessKeyId, caller);
        Instant expiration = state.options().clock().instant().plus(LIFETIME);
        ObjectNode answer = Json.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", accessKeyId)
                .put("SecretAccessKey", randomKey())
                .put("SessionToken", randomKey())
                .put("Expiration", expiration.toString());
        answer.putObject("AssumedRoleUser").put("Arn", caller.arn()).put("AssumedRoleId", userId(caller));
        return answer;
    }

    private String randomKey() {
        String hex = Long.toHexString(state.random().nextLong() | Long.MIN_VALUE);
        return hex.substring(0, KEY_LENGTH).toUpperCase(Locale.ROOT);
    }

    private static String userId(Caller caller) {
        int hash = UUID.nameUUIDFromBytes(caller.roleArn().getBytes(StandardCharsets.UTF_8))
                .hashCode();
        return "AROA%017d:%s".formatted(Math.abs((long) hash), caller.sessionName());
    }
}
