package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The grammar of one lifecycle rule.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">Lifecycle policy
 *     properties</a>
 */
final class LifecycleRuleSchema {
    private static final int MAX_WILDCARDS = 4;
    /** Minimum storage duration of the archive class, in days. */
    private static final int ARCHIVE_DAYS = 90;

    /** What the schema's alternatives answer when a count type meets a unit, class or action that it does not go with. */
    private static final String NO_ALTERNATIVE = "instance failed to match exactly one schema (matched 0 out of 2)";

    private LifecycleRuleSchema() {}

    static void check(ObjectNode rule) {
        SchemaNode schema = new SchemaNode(rule);
        schema.requireKeys("rulePriority", "selection", "action");
        schema.allowKeys("rulePriority", "description", "selection", "action");
        schema.integer("rulePriority", 1);
        schema.string("description");
        SchemaNode selection = new SchemaNode(SchemaNode.object(rule.get("selection")));
        SchemaNode action = new SchemaNode(SchemaNode.object(rule.get("action")));
        checkSelection(selection);
        checkAction(action);
        checkCombination(selection.node(), action.node());
    }

    private static void checkSelection(SchemaNode selection) {
        selection.requireKeys("tagStatus", "countType", "countNumber");
        selection.allowKeys(
                "tagStatus",
                "tagPatternList",
                "tagPrefixList",
                "storageClass",
                "countType",
                "countUnit",
                "countNumber");
        selection.oneOf("tagStatus", "tagged", "untagged", "any");
        selection.oneOf("storageClass", "standard", "archive");
        selection.oneOf(
                "countType", "imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned");
        selection.oneOf("countUnit", "days");
        selection.integer("countNumber", 1);
        checkTags(selection);
    }

    private static void checkTags(SchemaNode selection) {
        Optional<List<String>> patterns = selection.strings("tagPatternList");
        Optional<List<String>> prefixes = selection.strings("tagPrefixList");
        boolean tagged = selection.node().path("tagStatus").asText().equals("tagged");
        if (tagged && patterns.isEmpty() && prefixes.isEmpty()) {
            throw LifecycleGrammar.refused("Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED");
        }
        if (tagged && patterns.isPresent() && prefixes.isPresent()) {
            throw LifecycleGrammar.refused(
                    "Must specify only one of tagPrefixList or tagPatternList when tagStatus=TAGGED");
        }
        if (!tagged && (patterns.isPresent() || prefixes.isPresent())) {
            throw LifecycleGrammar.refused("Must not specify tagPrefixList or tagPatternList unless tagStatus=TAGGED");
        }
        patterns.orElse(List.of()).forEach(LifecycleRuleSchema::checkWildcards);
    }

    private static void checkWildcards(String pattern) {
        if (pattern.chars().filter(character -> character == '*').count() > MAX_WILDCARDS) {
            throw LifecycleGrammar.refused(
                    "Tag pattern has more than the maximum of " + MAX_WILDCARDS + " wildcards: " + pattern);
        }
    }

    private static void checkAction(SchemaNode action) {
        action.requireKeys("type");
        action.allowKeys("type", "targetStorageClass");
        boolean transition =
                action.oneOf("type", "expire", "transition").orElseThrow().equals("transition");
        // A null target is refused like a wrong one: cloudposse/terraform-aws-ecr#158.
        boolean target = action.node().has("targetStorageClass");
        boolean archive =
                "archive".equals(action.node().path("targetStorageClass").textValue());
        if (transition ? !archive : target) {
            throw LifecycleGrammar.refused(NO_ALTERNATIVE);
        }
    }

    private static void checkCombination(ObjectNode selection, ObjectNode action) {
        String countType = selection.path("countType").asText();
        boolean transition = action.path("type").asText().equals("transition");
        boolean archived = selection.path("storageClass").asText("standard").equals("archive");
        boolean unit = selection.has("countUnit");
        boolean valid =
                switch (countType) {
                    case "imageCountMoreThan" -> !unit && !archived;
                    case "sinceImagePushed" -> unit && !archived;
                    case "sinceImagePulled" -> unit && !archived && transition;
                    default -> unit && archived && !transition;
                };
        if (!valid) {
            throw LifecycleGrammar.refused(NO_ALTERNATIVE);
        }
        if (archived) {
            new SchemaNode(selection).integer("countNumber", ARCHIVE_DAYS);
        }
    }
}
