package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.policy.PolicyDifference.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the statements and rules of a document are called in messages: short, on one line, without condition values. */
final class PartNames {

    private static final int LONGEST = 64;
    /** So many principals, actions and tags are named; the rest is counted. */
    private static final int NAMED = 2;

    private PartNames() {}

    /** A statement by its Sid, else by whom it lets do what. */
    static Part statement(JsonNode statement) {
        String sid = statement.path("Sid").asText();
        if (!sid.isBlank()) {
            return new Part(Optional.of(sid), "statement " + shortened(sid));
        }
        String principals = statement.has("NotPrincipal")
                ? "all but " + principals(statement.path("NotPrincipal"))
                : principals(statement.path("Principal"));
        String actions = statement.has("NotAction")
                ? "all but " + listed(strings(statement.path("NotAction")))
                : listed(strings(statement.path("Action")));
        String condition = statement.has("Condition") ? " under a condition" : "";
        return new Part(
                Optional.empty(),
                "statement (" + shortened(statement.path("Effect").asText()) + " " + principals + ": " + actions
                        + condition + ")");
    }

    /** A lifecycle rule by its priority and what it selects. */
    static Part rule(JsonNode rule) {
        JsonNode selection = rule.path("selection");
        String priority = shortened(rule.path("rulePriority").asText());
        List<String> tags = new ArrayList<>(strings(selection.path("tagPatternList")));
        strings(selection.path("tagPrefixList")).forEach(prefix -> tags.add(prefix + "*"));
        String selected = shortened(selection.path("tagStatus").asText()) + (tags.isEmpty() ? "" : " " + listed(tags));
        String count = shortened(selection.path("countType").asText()) + " "
                + shortened(selection.path("countNumber").asText());
        return new Part(
                Optional.of(priority),
                "rule " + priority + " (" + selected + ", " + count + ": "
                        + shortened(rule.path("action").path("type").asText()) + ")");
    }

    private static String principals(JsonNode principals) {
        if (!principals.isObject()) {
            return shortened(principals.asText());
        }
        List<String> all = new ArrayList<>();
        principals.properties().forEach(kind -> all.addAll(strings(kind.getValue())));
        return listed(all);
    }

    private static List<String> strings(JsonNode value) {
        List<String> strings = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> strings.add(element.asText()));
        } else if (!value.isMissingNode()) {
            strings.add(value.asText());
        }
        return strings;
    }

    private static String listed(List<String> values) {
        return first(NAMED, values.stream().map(PartNames::shortened).toList());
    }

    /** {@code a, b and 3 more}: so many names, and how many there are beside them. */
    static String first(int named, List<String> names) {
        int more = names.size() - named;
        return names.stream().limit(named).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** At most {@value #LONGEST} characters, none of which breaks the line. */
    static String shortened(String text) {
        String line = text.codePoints()
                .limit(LONGEST)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > LONGEST ? line + "…" : line;
    }
}
