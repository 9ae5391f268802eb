package io.ecroperator.reference;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table in Markdown.
 *
 * @param head the titles of the columns
 * @param rows the cells, as Markdown
 */
record Table(List<String> head, List<List<String>> rows) {

    /** The table's lines. */
    String markdown() {
        String rule = head.stream().map(title -> "---").collect(Collectors.joining(" | ", "| ", " |\n"));
        return line(head) + rule + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    /** Text that does not end the cell of a table nor turns into markup. */
    static String text(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;");
    }

    /** A cell of something that is typed as it stands; empty for nothing. */
    static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
