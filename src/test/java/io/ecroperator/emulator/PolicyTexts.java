package io.ecroperator.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Repository policies: what ECR refuses, and how it gives them back. It re-serialises them, makes a string of a list of one
 * and an ARN of an account id, and changes the order of lists from one read to the next (crossplane provider-aws#780).
 */
final class PolicyTexts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> REGISTRY_ACTIONS = Set.of("ecr:GetAuthorizationToken", "ecr:DescribeRegistry");

    private PolicyTexts() {}

    /** Refuses what ECR refuses. */
    static void check(String text, boolean force) {
        if (text.length() > 10_240) {
            throw AwsError.invalidParameter("policyText", "Member must have length less than or equal to 10240");
        }
        JsonNode policy;
        try {
            policy = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid();
        }
        JsonNode statements = policy.path("Statement");
        boolean some = statements.isObject() || (statements.isArray() && !statements.isEmpty());
        if (!policy.isObject() || !some) {
            throw invalid();
        }
        for (JsonNode statement : statements.isObject() ? List.of(statements) : statements) {
            statement(statement, force);
        }
    }

    private static void statement(JsonNode statement, boolean force) {
        boolean effect =
                Set.of("Allow", "Deny").contains(statement.path("Effect").asText());
        boolean action = statement.has("Action") != statement.has("NotAction");
        boolean principal = statement.has("Principal") != statement.has("NotPrincipal");
        if (!effect || !action || !principal || statement.has("Resource")) {
            throw invalid();
        }
        for (String each : texts(statement.path("Action"))) {
            if (!(each.equals("*") || each.toLowerCase(java.util.Locale.ROOT).startsWith("ecr:"))
                    || REGISTRY_ACTIONS.contains(each)) {
                throw invalid();
            }
        }
        for (String each : texts(statement.path("Principal").path("AWS"))) {
            if (each.contains("does-not-exist")) {
                throw AwsError.invalidParameter("PolicyText", "Principal not found");
            }
        }
        boolean lockout = statement.path("Effect").asText().equals("Deny")
                && texts(statement.path("Action")).stream()
                        .anyMatch(each ->
                                Set.of("*", "ecr:*", "ecr:SetRepositoryPolicy").contains(each))
                && (statement.path("Principal").asText().equals("*")
                        || texts(statement.path("Principal").path("AWS")).contains("*"));
        if (lockout && !force) {
            throw AwsError.invalidParameter("PolicyText", "The policy would lock you out; set force to apply it");
        }
    }

    private static AwsError invalid() {
        return AwsError.invalidParameter("PolicyText", "Invalid repository policy provided");
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** The text as one read gives it back. */
    static String returned(String text, Random random) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rewritten(JSON.readTree(text), "", random));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode rewritten(JsonNode node, String key, Random random) {
        if (node.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            node.properties()
                    .forEach(each -> copy.set(each.getKey(), rewritten(each.getValue(), each.getKey(), random)));
            return copy;
        }
        if (node.isArray() && !key.equals("Statement") && node.size() == 1) {
            return rewritten(node.get(0), key, random);
        }
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(each -> items.add(rewritten(each, key.equals("Statement") ? "" : key, random)));
            Collections.shuffle(items, random);
            ArrayNode copy = JSON.createArrayNode();
            return copy.addAll(items);
        }
        boolean account = key.equals("AWS") && node.asText().matches("\\d{12}");
        return account ? new TextNode("arn:aws:iam::" + node.asText() + ":root") : node;
    }
}
