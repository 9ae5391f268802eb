package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The grammar of lifecycle policies as a whole; a single rule is {@link LifecycleRuleSchema}'s. The wording of the schema
 * errors and of the {@code any}, untagged and tagged rules is AWS's; that for duplicate priorities and wildcards is ours,
 * because no public record of AWS's was found.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">Lifecycle policy
 *     properties</a>
 */
final class LifecycleGrammar {
    static final int MIN_LENGTH = 100;
    static final int MAX_LENGTH = 30_720;
    private static final int MAX_RULES = 50;

    private LifecycleGrammar() {}

    /** {@return the policy as ECR stores it: minified, rules in order of priority; InvalidParameterException if refused} */
    static String normalised(String text) {
        JsonNode root = Json.parse(text).orElseThrow(LifecycleGrammar::unreadable);
        if (!(root instanceof ObjectNode policy)) {
            throw unreadable();
        }
        List<ObjectNode> rules = rules(policy);
        rules.forEach(LifecycleRuleSchema::check);
        checkPriorities(rules);
        checkAcrossRules(rules);
        rules.sort(Comparator.comparingInt(LifecycleGrammar::priority));
        ObjectNode sorted = Json.object();
        sorted.putArray("rules").addAll(rules);
        return Json.minified(sorted);
    }

    private static List<ObjectNode> rules(ObjectNode policy) {
        SchemaNode schema = new SchemaNode(policy);
        schema.requireKeys("rules");
        schema.allowKeys("rules");
        ArrayNode array = schema.array("rules", 1, MAX_RULES);
        List<ObjectNode> rules = new ArrayList<>();
        for (JsonNode rule : array) {
            rules.add(SchemaNode.object(rule));
        }
        return rules;
    }

    private static void checkPriorities(List<ObjectNode> rules) {
        Set<Integer> seen = new HashSet<>();
        for (ObjectNode rule : rules) {
            if (!seen.add(priority(rule))) {
                throw refused("Rule priority " + priority(rule) + " is used by more than one rule");
            }
        }
    }

    private static void checkAcrossRules(List<ObjectNode> rules) {
        Map<String, List<ObjectNode>> byStorageClass = new TreeMap<>();
        for (ObjectNode rule : rules) {
            String storageClass = rule.path("selection").path("storageClass").asText("standard");
            byStorageClass
                    .computeIfAbsent(storageClass, unused -> new ArrayList<>())
                    .add(rule);
        }
        byStorageClass.values().forEach(LifecycleGrammar::checkStorageClass);
    }

    private static void checkStorageClass(List<ObjectNode> rules) {
        int lowest = rules.stream().mapToInt(LifecycleGrammar::priority).max().orElse(0);
        boolean early = rules.stream().anyMatch(rule -> tagStatus(rule).equals("any") && priority(rule) != lowest);
        if (early) {
            throw refused("Rule for tagStatus=ANY must have the lowest priority per storage class");
        }
        if (rules.stream().filter(rule -> tagStatus(rule).equals("untagged")).count() > 1) {
            throw refused("Only one rule can select Untagged images per storage class");
        }
    }

    private static int priority(ObjectNode rule) {
        return rule.path("rulePriority").intValue();
    }

    private static String tagStatus(ObjectNode rule) {
        return rule.path("selection").path("tagStatus").asText();
    }

    private static AwsError unreadable() {
        return refused("Could not map policyString into LifecyclePolicy.");
    }

    static AwsError refused(String reason) {
        return AwsError.invalidParameter("LifecyclePolicyText", "Lifecycle policy validation failure: " + reason);
    }
}
