package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What ECR demands of one lifecycle rule.
 *
 * <p>Source: <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">Lifecycle
 * policy properties</a>; that {@code countUnit} is refused with {@code imageCountMoreThan}:
 * cloud-custodian/cloud-custodian#5597. Unknown keys are no violation: AWS may have added them.
 */
final class LifecycleRuleGrammar {

    static final int MAX_WILDCARDS = 4;
    /** Days that an archived image is kept, and paid for, at least. */
    static final int MIN_ARCHIVE_DAYS = 90;

    private static final List<String> TAG_STATUSES = List.of("tagged", "untagged", "any");
    private static final List<String> COUNT_TYPES =
            List.of("imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned");
    private static final List<String> STORAGE_CLASSES = List.of("standard", "archive");
    private static final List<String> ACTION_TYPES = List.of("expire", "transition");
    private static final String TRANSITIONED = "sinceImageTransitioned";

    private final String name;
    private final List<String> found = new ArrayList<>();

    private LifecycleRuleGrammar(String name) {
        this.name = name;
    }

    /** All reasons to refuse one canonical rule, whatever JSON it is. */
    static List<String> violations(int index, JsonNode rule) {
        JsonNode priority = rule.path("rulePriority");
        LifecycleRuleGrammar grammar =
                new LifecycleRuleGrammar(name(index, priority.isIntegralNumber() ? priority.bigIntegerValue() : null));
        grammar.check(rule);
        return grammar.found;
    }

    /** {@code rules[2] (rulePriority 30)}, or without the priority where there is none. */
    static String name(int index, BigInteger priority) {
        return "rules[" + index + "]" + (priority == null ? "" : " (rulePriority " + priority + ")");
    }

    private void check(JsonNode rule) {
        if (!rule.isObject()) {
            refuse("must be an object with rulePriority, selection and action");
            return;
        }
        checkInteger(rule, "rulePriority", 1, "");
        if (rule.has("description") && !rule.get("description").isTextual()) {
            refuse("description must be a string");
        }
        JsonNode selection = checkObject(rule, "selection", "tagStatus, countType and countNumber");
        JsonNode action = checkObject(rule, "action", "type");
        String countType = "";
        if (selection.isObject()) {
            countType = checkChoice(selection, "countType", COUNT_TYPES);
            checkTags(selection, checkChoice(selection, "tagStatus", TAG_STATUSES));
            checkStorageClass(selection, countType);
            checkCount(selection, countType);
        }
        if (action.isObject()) {
            checkAction(action, countType);
        }
    }

    private void checkTags(JsonNode selection, String tagStatus) {
        boolean patterns = selection.has("tagPatternList");
        boolean prefixes = selection.has("tagPrefixList");
        checkTagList(selection, "tagPatternList");
        checkTagList(selection, "tagPrefixList");
        if (tagStatus.equals("tagged") && patterns && prefixes) {
            refuse("tagStatus tagged takes either tagPatternList or tagPrefixList, not both; drop one");
        } else if (tagStatus.equals("tagged") && !patterns && !prefixes) {
            refuse(
                    "tagStatus tagged needs a tagPatternList or a tagPrefixList with at least one entry; for all tags write"
                            + " tagPatternList [\"*\"]");
        } else if (!tagStatus.isEmpty() && !tagStatus.equals("tagged") && (patterns || prefixes)) {
            refuse("tagStatus " + tagStatus
                    + " takes no tagPatternList and no tagPrefixList; leave them out or write tagStatus tagged");
        }
    }

    private void checkTagList(JsonNode selection, String key) {
        JsonNode list = selection.path(key);
        if (list.isMissingNode()) {
            return;
        }
        if (!(list instanceof ArrayNode entries)) {
            refuse(key + " must be a list of strings");
            return;
        }
        for (JsonNode entry : entries) {
            if (!entry.isTextual() || entry.textValue().isEmpty()) {
                refuse(key + " entry " + shortened(entry.toString()) + " must be a string that is not empty; for images"
                        + " with any tag write tagPatternList [\"*\"]");
            } else if (key.equals("tagPatternList")
                    && entry.textValue().chars().filter(c -> c == '*').count() > MAX_WILDCARDS) {
                refuse("tagPatternList entry \"" + shortened(entry.textValue()) + "\" has more than " + MAX_WILDCARDS
                        + " wildcards (*); use at most " + MAX_WILDCARDS);
            }
        }
    }

    private void checkStorageClass(JsonNode selection, String countType) {
        boolean given = selection.has("storageClass");
        String storageClass = given ? checkChoice(selection, "storageClass", STORAGE_CLASSES) : "standard";
        if (countType.equals(TRANSITIONED) && storageClass.equals("standard")) {
            refuse("countType sinceImageTransitioned looks at archived images; write storageClass archive");
        } else if (!countType.isEmpty() && !countType.equals(TRANSITIONED) && storageClass.equals("archive")) {
            refuse("storageClass archive goes only with countType sinceImageTransitioned; leave storageClass out");
        }
    }

    private void checkCount(JsonNode selection, String countType) {
        if (countType.equals(TRANSITIONED)) {
            checkInteger(
                    selection,
                    "countNumber",
                    MIN_ARCHIVE_DAYS,
                    ", since archived images are kept for at least that long");
        } else {
            checkInteger(selection, "countNumber", 1, "");
        }
        JsonNode unit = selection.path("countUnit");
        if (countType.equals("imageCountMoreThan")) {
            if (!unit.isMissingNode()) {
                refuse("countUnit must be left out with countType imageCountMoreThan");
            }
        } else if (!countType.isEmpty() && unit.isMissingNode()) {
            refuse("countUnit is missing; write days with countType " + countType);
        } else if (!unit.isMissingNode() && !unit.asText().equals("days")) {
            refuse("countUnit must be days");
        }
    }

    private void checkAction(JsonNode action, String countType) {
        String type = checkChoice(action, "type", ACTION_TYPES);
        JsonNode target = action.path("targetStorageClass");
        if (type.equals("transition") && !target.asText().equals("archive")) {
            refuse("action type transition needs targetStorageClass archive");
        } else if (type.equals("expire") && !target.isMissingNode()) {
            refuse("targetStorageClass must be left out with action type expire");
        }
        if (countType.equals("sinceImagePulled") && type.equals("expire")) {
            refuse("countType sinceImagePulled can only archive; write action type transition with targetStorageClass"
                    + " archive, or countType sinceImagePushed");
        } else if (countType.equals(TRANSITIONED) && type.equals("transition")) {
            refuse("countType sinceImageTransitioned selects what is archived already; write action type expire");
        }
    }

    private JsonNode checkObject(JsonNode rule, String key, String members) {
        JsonNode value = rule.path(key);
        if (!value.isObject()) {
            refuse(key + (value.isMissingNode() ? " is missing" : " must be an object") + "; write an object with "
                    + members);
        }
        return value;
    }

    private void checkInteger(JsonNode object, String key, int minimum, String why) {
        JsonNode value = object.path(key);
        if (value.isIntegralNumber() && value.bigIntegerValue().compareTo(BigInteger.valueOf(minimum)) >= 0) {
            return;
        }
        refuse(key + (value.isMissingNode() ? " is missing; write" : " must be") + " a whole number of " + minimum
                + " or more" + why + (value.isTextual() ? ", without quotes" : ""));
    }

    /** The value if it is one of the choices, else an empty string and a violation. */
    private String checkChoice(JsonNode object, String key, List<String> choices) {
        JsonNode value = object.path(key);
        if (value.isTextual() && choices.contains(value.textValue())) {
            return value.textValue();
        }
        refuse(key + (value.isMissingNode() ? " is missing; write" : " must be") + " one of "
                + String.join(", ", choices));
        return "";
    }

    private static String shortened(String pattern) {
        return pattern.length() <= 128 ? pattern : pattern.substring(0, 128) + "…";
    }

    private void refuse(String why) {
        found.add(name + ": " + why);
    }
}
