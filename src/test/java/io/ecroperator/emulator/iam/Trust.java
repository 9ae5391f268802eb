package io.ecroperator.emulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.PolicyDocument.Decision;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Who may assume a role: the policy that IAM calls AssumeRolePolicyDocument.
 *
 * @param document the policy
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html">Role trust policy</a>
 */
public record Trust(PolicyDocument document) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACTION = "Action";

    /** Nobody may. */
    public static final Trust NOBODY = new Trust(new PolicyDocument(List.of()));

    /** How far a trust policy goes towards letting a caller in. */
    enum Grant {
        /** It names the caller, who needs no policy of the same account beside. */
        BY_NAME,
        /** It names the caller's account, whose policies decide further. */
        BY_ACCOUNT,
        /** It does not, or it denies. */
        NONE
    }

    /**
     * Trusts callers.
     *
     * @param principals ARNs of roles, users, sessions, or accounts; account ids; or {@code *}
     * @return trust without external ID and session tags
     */
    public static Trust of(String... principals) {
        ObjectNode statement = MAPPER.createObjectNode().put("Effect", "Allow");
        for (String principal : principals) {
            statement.withObject("/Principal").withArray("AWS").add(principal);
        }
        statement.putArray(ACTION).add("sts:AssumeRole");
        return new Trust(new PolicyDocument(List.of(statement)));
    }

    /**
     * Trusts the web identities of one subject.
     *
     * @param provider ARN of the identity provider, {@code arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/1}
     * @param subject such as {@code system:serviceaccount:ecr-operator:ecr-operator}
     * @return the trust
     */
    public static Trust ofWebIdentity(String provider, String subject) {
        ObjectNode statement = MAPPER.createObjectNode().put("Effect", "Allow");
        statement.putObject("Principal").put("Federated", provider);
        statement.putArray(ACTION).add("sts:AssumeRoleWithWebIdentity");
        String issuer = provider.substring(provider.indexOf('/') + 1);
        statement.putObject("Condition").putObject("StringEquals").put(issuer + ":sub", subject);
        return new Trust(new PolicyDocument(List.of(statement)));
    }

    /**
     * Trusts as a policy says.
     *
     * @param text JSON
     * @return the trust; IllegalArgumentException if the text is no policy
     */
    public static Trust policy(String text) {
        return new Trust(PolicyDocument.parse(text));
    }

    /**
     * Requires an external ID.
     *
     * @param id what the caller has to say
     * @return the stricter trust
     */
    public Trust externalId(String id) {
        return each(statement -> {
            statement.withObject("/Condition").withObject("/StringEquals").put("sts:ExternalId", id);
            return statement;
        });
    }

    /**
     * Lets callers tag the session.
     *
     * @return the wider trust
     */
    public Trust sessionTags() {
        return each(statement -> {
            statement.withArray(ACTION).add("sts:TagSession");
            return statement;
        });
    }

    private Trust each(UnaryOperator<ObjectNode> change) {
        Function<JsonNode, JsonNode> changed = statement -> change.apply(statement.deepCopy());
        return new Trust(
                new PolicyDocument(document.statements().stream().map(changed).toList()));
    }

    Grant grant(Caller caller, Question question) {
        if (!allows(question, statement -> names(statement, caller) || namesAccount(statement, caller))) {
            return Grant.NONE;
        }
        return allows(question, statement -> names(statement, caller)) ? Grant.BY_NAME : Grant.BY_ACCOUNT;
    }

    boolean allowsProvider(String provider, Question question) {
        return allows(
                question, statement -> Texts.of(statement.path("Principal").path("Federated"))
                        .contains(provider));
    }

    private boolean allows(Question question, Predicate<JsonNode> principal) {
        return document.decide(question, principal) == Decision.ALLOWED;
    }

    private static boolean names(JsonNode statement, Caller caller) {
        List<String> principals = principals(statement);
        return principals.contains("*")
                || principals.contains(caller.arn())
                || principals.contains(caller.identityArn());
    }

    private static boolean namesAccount(JsonNode statement, Caller caller) {
        return principals(statement).stream()
                .anyMatch(principal -> principal.equals(caller.account())
                        || principal.endsWith(":iam::" + caller.account() + ":root"));
    }

    private static List<String> principals(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return principal.isTextual() ? Texts.of(principal) : Texts.of(principal.path("AWS"));
    }
}
