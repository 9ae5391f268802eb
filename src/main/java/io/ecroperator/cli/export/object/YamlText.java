package io.ecroperator.cli.export.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a manifest as people write it: blocks, no quotes where none are needed, and texts of several lines as such. What any
 * version of YAML could take for something else than a text is quoted, so that each parser reads the same.
 */
final class YamlText {

    /** Begins with a letter, and has neither {@code ": "} nor {@code " #"} in it. */
    private static final Pattern PLAIN =
            Pattern.compile("\\p{L}[\\p{L}\\w.,/+*@=-]*(::?[\\p{L}\\w.,/+*@=-]+)*( [\\p{L}\\w.,/+-]+)*");

    /** What YAML 1.1 takes for a boolean or for nothing. */
    private static final Set<String> NO_TEXT = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final Pattern LINES_WITHOUT_TRAPS = Pattern.compile("[^\\s].*", Pattern.DOTALL);
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** An object as a block that ends with a line break. */
    static String of(ObjectNode object) {
        YamlText yaml = new YamlText();
        yaml.members(object, "");
        return yaml.out.toString();
    }

    private void members(ObjectNode object, String indent) {
        boolean first = true;
        for (Iterator<Entry<String, JsonNode>> each = object.properties().iterator(); each.hasNext(); first = false) {
            Entry<String, JsonNode> member = each.next();
            // the first member of an entry of a list stands behind its dash
            out.append(first && endsWithDash() ? "" : indent)
                    .append(text(member.getKey()))
                    .append(':');
            value(member.getValue(), indent);
        }
    }

    private boolean endsWithDash() {
        return out.length() > 1 && out.charAt(out.length() - 1) == ' ' && out.charAt(out.length() - 2) == '-';
    }

    private void value(JsonNode value, String indent) {
        switch (value) {
            case ObjectNode object
            when !object.isEmpty() -> {
                out.append('\n');
                members(object, indent + INDENT);
            }
            case ArrayNode array
            when !array.isEmpty() -> {
                out.append('\n');
                entries(array, indent + INDENT);
            }
            default -> out.append(' ').append(scalar(value, indent + INDENT)).append('\n');
        }
    }

    private void entries(ArrayNode array, String indent) {
        for (JsonNode entry : array) {
            out.append(indent).append("- ");
            switch (entry) {
                case ObjectNode object when !object.isEmpty() -> members(object, indent + INDENT);
                default -> out.append(scalar(entry, indent + INDENT)).append('\n');
            }
        }
    }

    /** What stands in one place; of lists, only those within lists, which AWS does not have. */
    private static String scalar(JsonNode value, String indent) {
        if (!value.isTextual()) {
            return value.toString();
        }
        String text = value.textValue();
        return isBlock(text) ? block(text, indent) : text(text);
    }

    private static boolean isBlock(String text) {
        return text.indexOf('\n') > 0
                && LINES_WITHOUT_TRAPS.matcher(text).matches()
                && text.lines().noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"))
                && !text.endsWith("\n\n")
                && text.chars().allMatch(character -> character == '\n' || isPrintable(character));
    }

    private static String block(String text, String indent) {
        StringBuilder block = new StringBuilder(text.endsWith("\n") ? "|" : "|-");
        text.lines().forEach(line -> block.append('\n').append(line.isEmpty() ? "" : indent + line));
        return block.toString();
    }

    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !NO_TEXT.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isPrintable(character)) {
                        quoted.append((char) character);
                    } else {
                        quoted.append(String.format(Locale.ROOT, "\\u%04X", character));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** Neither a control character nor one of the line breaks that YAML 1.1 has beside its own. */
    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character)
                && character != '\u2028'
                && character != '\u2029'
                && character != '\uFEFF'
                && character < '\uFFFE';
    }
}
