package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What SetRepositoryPolicy accepts: an IAM document without {@code Resource} whose actions are repository-scoped
 * actions or patterns that cover one; {@code NotAction} may name any action of the service. PutRegistryPolicy takes the same with
 * {@code Resource}, which ECR does not look into, and with the actions of its scope.
 * Everything else is {@code Invalid repository policy provided}; a principal IAM does not know is {@code Principal not found}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html">Private repository policies</a>
 */
final class RepositoryPolicyGrammar {
    /** As ECR spells the parameter in its messages. */
    static final String PARAMETER = "PolicyText";

    static final int MAX_LENGTH = 10_240;

    private static final Set<String> DOCUMENT_KEYS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_KEYS =
            Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition");
    private static final Set<String> REGISTRY_STATEMENT_KEYS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    private static final Pattern PRINCIPAL =
            Pattern.compile("\\*|[0-9]{12}|arn:aws[a-z-]*:iam::[0-9]{12}:(root|(user|role)/[\\w+=,.@/-]+)"
                    + "|arn:aws[a-z-]*:sts::[0-9]{12}:(assumed-role/[\\w+=,.@-]+|federated-user)/[\\w+=,.@-]+");
    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{3}[A-Z0-9]{12,}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    private final Principals principals;
    private final PolicyScope scope;

    RepositoryPolicyGrammar(Principals principals, PolicyScope scope) {
        this.principals = principals;
        this.scope = scope;
    }

    /** {@return the document, InvalidParameterException if AWS would refuse it} */
    ObjectNode check(String text) {
        if (text.length() > MAX_LENGTH) {
            throw AwsError.invalidParameter("policyText", "must have length less than or equal to " + MAX_LENGTH);
        }
        JsonNode root = Json.parse(text).orElseThrow(scope::invalid);
        if (!(root instanceof ObjectNode document)) {
            throw scope.invalid();
        }
        require(hasOnly(document, DOCUMENT_KEYS));
        require(!document.has("Version")
                || VERSIONS.contains(document.path("Version").textValue()));
        require(!document.has("Id") || document.path("Id").isTextual());
        List<JsonNode> statements = asList(document.path("Statement"));
        require(!statements.isEmpty());
        statements.forEach(this::checkStatement);
        return document;
    }

    private void checkStatement(JsonNode statement) {
        require(statement instanceof ObjectNode object
                && hasOnly(object, scope.takesResource() ? REGISTRY_STATEMENT_KEYS : STATEMENT_KEYS));
        require(Set.of("Allow", "Deny").contains(statement.path("Effect").asText()));
        if (statement.has("Sid")) {
            // Not unique, unlike in IAM's own policies: https://github.com/getmoto/moto/pull/8933
            require(statement.path("Sid").isTextual());
        }
        require(statement.has("Action") != statement.has("NotAction"));
        require(statement.has("Principal") != statement.has("NotPrincipal"));
        if (scope.takesResource()) {
            require(statement.has("Resource") != statement.has("NotResource"));
            strings(statement.has("Resource") ? statement.path("Resource") : statement.path("NotResource"));
        }
        if (statement.has("Action")) {
            require(strings(statement.path("Action")).stream().allMatch(scope::allowsAction));
        } else {
            require(strings(statement.path("NotAction")).stream().allMatch(scope.actions()::isOfTheService));
        }
        checkPrincipal(statement.has("Principal") ? statement.path("Principal") : statement.path("NotPrincipal"));
        if (statement.has("Condition")) {
            checkCondition(statement.path("Condition"));
        }
    }

    private void checkPrincipal(JsonNode principal) {
        if (principal.isTextual()) {
            require("*".equals(principal.textValue()));
            return;
        }
        require(principal.isObject() && !principal.isEmpty());
        for (Map.Entry<String, JsonNode> entry : principal.properties()) {
            for (String value : strings(entry.getValue())) {
                switch (entry.getKey()) {
                    case "AWS" -> checkAwsPrincipal(value);
                    case "Service" -> require(SERVICE.matcher(value).matches());
                    default -> throw scope.invalid();
                }
            }
        }
    }

    private void checkAwsPrincipal(String value) {
        if (UNIQUE_ID.matcher(value).matches()) {
            throw notFound();
        }
        require(PRINCIPAL.matcher(value).matches());
        if (!principals.exists(value)) {
            throw notFound();
        }
    }

    private void checkCondition(JsonNode condition) {
        require(condition.isObject());
        for (JsonNode keys : condition) {
            require(keys.isObject() && !keys.isEmpty());
            for (JsonNode values : keys) {
                List<JsonNode> list = asList(values);
                require(!list.isEmpty() && list.stream().allMatch(value -> value.isValueNode() && !value.isNull()));
            }
        }
    }

    /** {@return a string, or the strings of a non-empty list} */
    private List<String> strings(JsonNode node) {
        List<JsonNode> list = asList(node);
        require(!list.isEmpty() && list.stream().allMatch(JsonNode::isTextual));
        return list.stream().map(JsonNode::textValue).toList();
    }

    /** {@return a list's items, or the one item that stands without a list; none for a missing node} */
    static List<JsonNode> asList(JsonNode node) {
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(items::add);
            return items;
        }
        return node.isMissingNode() ? List.of() : List.of(node);
    }

    private static boolean hasOnly(ObjectNode node, Set<String> allowed) {
        return node.properties().stream().allMatch(entry -> allowed.contains(entry.getKey()));
    }

    private void require(boolean condition) {
        if (!condition) {
            throw scope.invalid();
        }
    }

    private static AwsError notFound() {
        return AwsError.invalidParameter(PARAMETER, "Principal not found");
    }
}
