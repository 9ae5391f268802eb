package io.ecroperator.cli.terminal;

/**
 * Makes visible what a terminal would obey instead of showing it: escape sequences that hide or overwrite lines, a bell, marks
 * that turn the direction of writing round, lone surrogates. They become {@code \\u001b}, as JSON writes them, so that a JSON
 * document stays the same document.
 *
 * <p>Everything that a command prints for people, and that it has not written itself, goes through here before it gets its
 * colours. A manifest can hold all of this: YAML writes it as {@code "\e[8m"}.
 */
public final class TerminalText {

    private TerminalText() {}

    /** A text that stays in its line: line breaks become {@code \n} too. */
    public static String line(String text) {
        return visible(text, false);
    }

    /** A text of several lines, such as a JSON document or a difference. Of line breaks, {@code \n} passes. */
    public static String lines(String text) {
        return visible(text, true);
    }

    private static String visible(String text, boolean breaks) {
        if (text.codePoints().noneMatch(each -> isObeyed(each, breaks))) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (isObeyed(each, breaks)) {
                Character.toString(each).chars().forEach(unit -> visible.append(escaped((char) unit)));
            } else {
                visible.appendCodePoint(each);
            }
        });
        return visible.toString();
    }

    private static boolean isObeyed(int character, boolean breaks) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t' && !(breaks && character == '\n');
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String escaped(char unit) {
        return switch (unit) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) unit);
        };
    }
}
