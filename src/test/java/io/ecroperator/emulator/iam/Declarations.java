package io.ecroperator.emulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Identities in JSON, for programs that start the emulator as a process. Each member is optional, and adds to or replaces what was
 * declared before; null takes it away.
 *
 * <pre>{@code
 * {"accessKeys": {"AKIAEXAMPLE": "arn:aws:iam::111122223333:user/ci"},
 *  "roles": {"arn:aws:iam::444455556666:role/ecr": {"trust": {trust policy}, "maxSessionSeconds": 3600}},
 *  "policies": {"arn:aws:iam::444455556666:role/ecr": {policy}},
 *  "webIdentities": {"content of the token file": {"issuer": "oidc.example.com/id/1", "subject": "system:serviceaccount:ns:name",
 *    "audience": "sts.amazonaws.com", "expiresInSeconds": 3600}}}
 * }</pre>
 */
public final class Declarations {
    private static final Set<String> MEMBERS = Set.of("accessKeys", "roles", "policies", "webIdentities");
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;

    private final Iam iam;
    private final Instant now;

    /**
     * Declares to somebody.
     *
     * @param iam to whom
     * @param now from when tokens are counted
     */
    public Declarations(Iam iam, Instant now) {
        this.iam = iam;
        this.now = now;
    }

    /**
     * Applies declarations.
     *
     * @param declared JSON as above; IllegalArgumentException if it is not
     */
    public void apply(JsonNode declared) {
        declared.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("Unknown declaration: " + name);
            }
        });
        each(declared.path("accessKeys"), this::accessKey);
        each(declared.path("roles"), this::role);
        each(declared.path("policies"), this::policy);
        each(declared.path("webIdentities"), this::webIdentity);
    }

    private static void each(JsonNode members, BiConsumer<String, JsonNode> declare) {
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            declare.accept(member.getKey(), member.getValue());
        }
    }

    private void accessKey(String id, JsonNode identity) {
        if (identity.isNull()) {
            iam.deleteAccessKey(id);
        } else {
            iam.accessKey(id, identity.asText());
        }
    }

    private void role(String arn, JsonNode role) {
        if (role.isNull()) {
            iam.deleteRole(arn);
        } else {
            Trust trust = role.has("trust") ? Trust.policy(role.path("trust").toString()) : Trust.NOBODY;
            iam.role(
                    arn,
                    trust,
                    Duration.ofSeconds(role.path("maxSessionSeconds").asLong(HOUR)));
        }
    }

    private void policy(String arn, JsonNode policy) {
        if (policy.isNull()) {
            iam.removePolicy(arn);
        } else {
            iam.policy(arn, policy.toString());
        }
    }

    private void webIdentity(String token, JsonNode identity) {
        if (identity.isNull()) {
            iam.forgetWebIdentity(token);
        } else {
            WebIdentity known = new WebIdentity(
                    identity.path("issuer").asText(),
                    identity.path("subject").asText(),
                    identity.path("audience").asText(WebIdentity.STS),
                    now.plusSeconds(identity.path("expiresInSeconds").asLong(DAY)));
            iam.webIdentity(token, known);
        }
    }
}
