package io.ecroperator.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * ECR's own check of a lifecycle policy, written apart from the operator's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">parameters</a>
 */
final class LifecycleGrammar {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> COUNT_TYPES =
            Set.of("imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned");

    private LifecycleGrammar() {}

    /** The text as ECR stores it: minified, rules in the order of their priorities. */
    static String stored(String text) {
        if (text.length() < 100 || text.length() > 30_720) {
            throw AwsError.invalidParameter("lifecyclePolicyText", "Member must have length between 100 and 30720");
        }
        JsonNode policy;
        try {
            policy = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused("not a JSON document");
        }
        JsonNode rules = policy.path("rules");
        check(rules.isArray() && !rules.isEmpty() && rules.size() <= 50, "1 to 50 rules are required");
        noNulls(policy);
        Set<Integer> priorities = new HashSet<>();
        for (JsonNode rule : rules) {
            rule(rule);
            check(priorities.add(rule.path("rulePriority").asInt()), "Rule priorities must be unique");
        }
        acrossRules(rules);
        var sorted = JSON.createArrayNode();
        rules(rules)
                .sorted(Comparator.comparingInt(
                        rule -> rule.path("rulePriority").asInt()))
                .forEach(sorted::add);
        return JSON.createObjectNode().set("rules", sorted).toString();
    }

    private static void rule(JsonNode rule) {
        JsonNode selection = rule.path("selection");
        String status = selection.path("tagStatus").asText();
        String count = selection.path("countType").asText();
        String action = rule.path("action").path("type").asText();
        boolean archived = storageClass(selection).equals("archive");
        check(rule.path("rulePriority").asInt() >= 1, "rulePriority must be 1 or more");
        check(Set.of("tagged", "untagged", "any").contains(status), "tagStatus is unknown");
        check(COUNT_TYPES.contains(count), "countType is unknown");
        check(selection.path("countNumber").asInt() >= 1, "countNumber must be 1 or more");
        check(Set.of("expire", "transition").contains(action), "action type is unknown");
        boolean lists = selection.has("tagPatternList") || selection.has("tagPrefixList");
        boolean both = selection.has("tagPatternList") && selection.has("tagPrefixList");
        check(
                !status.equals("tagged") || (lists && !both),
                "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED");
        check(
                status.equals("tagged") || !lists,
                "tagPrefixList and tagPatternList can be used only with tagStatus=TAGGED");
        for (JsonNode pattern : selection.path("tagPatternList")) {
            check(pattern.asText().chars().filter(c -> c == '*').count() <= 4, "At most 4 wildcards per pattern");
        }
        boolean days = selection.path("countUnit").asText().equals("days");
        check(
                count.equals("imageCountMoreThan") ? !selection.has("countUnit") : days,
                "countUnit=days is required with since types and not allowed with imageCountMoreThan");
        check(!count.equals("sinceImagePulled") || action.equals("transition"), "sinceImagePulled can only transition");
        check(
                count.equals("sinceImageTransitioned") == archived,
                "storageClass=archive goes with sinceImageTransitioned only");
        check(
                !archived
                        || (action.equals("expire")
                                && selection.path("countNumber").asInt() >= 90),
                "archived images can only expire, after 90 days or more");
        check(
                action.equals("transition")
                        == rule.path("action")
                                .path("targetStorageClass")
                                .asText()
                                .equals("archive"),
                "targetStorageClass=archive goes with transition only");
    }

    private static void acrossRules(JsonNode rules) {
        Map<String, Integer> highest = new HashMap<>();
        Map<String, Integer> untagged = new HashMap<>();
        for (JsonNode rule : rules) {
            String storage = storageClass(rule.path("selection"));
            highest.merge(storage, rule.path("rulePriority").asInt(), Math::max);
            if (rule.path("selection").path("tagStatus").asText().equals("untagged")) {
                untagged.merge(storage, 1, Integer::sum);
            }
        }
        check(
                untagged.values().stream().allMatch(number -> number == 1),
                "Only one rule can select Untagged images per storage class");
        for (JsonNode rule : rules) {
            check(
                    !rule.path("selection").path("tagStatus").asText().equals("any")
                            || rule.path("rulePriority").asInt() == highest.get(storageClass(rule.path("selection"))),
                    "Rule for tagStatus=ANY must have the lowest priority per storage class");
        }
    }

    private static String storageClass(JsonNode selection) {
        return selection.path("storageClass").asText("standard");
    }

    private static void noNulls(JsonNode node) {
        check(
                !node.isNull(),
                "instance type (null) does not match any allowed primitive type (allowed: [\"array\",\"string\"])");
        check(!(node.isArray() && node.isEmpty()), "instance failed to match exactly one schema (matched 0 out of 2)");
        node.forEach(LifecycleGrammar::noNulls);
    }

    private static Stream<JsonNode> rules(JsonNode rules) {
        return StreamSupport.stream(rules.spliterator(), false);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private static AwsError refused(String why) {
        return AwsError.invalidParameter("LifecyclePolicyText", "Lifecycle policy validation failure: " + why);
    }
}
