package io.ecroperator.cli.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text of YAML apart into its documents, so that what is wrong with one ends there. YAML keeps {@code ---} at the beginning
 * of a line for this, whatever it is within (<a href="https://yaml.org/spec/1.2.2/#914-explicit-documents">c-forbidden</a>). JSON, one
 * document after another as jq writes it, has no markers; kubectl takes it.
 */
final class DocumentTexts {

    /**
     * A document.
     *
     * @param text with its marker and what is before it, such as comments
     * @param firstLine the number of its first line in the whole, from 1
     */
    record Part(String text, int firstLine) {

        /** Whether a line is longer than that, in characters. */
        boolean hasLineLongerThan(int most) {
            int beginning = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', beginning)) {
                if (end - beginning > most) {
                    return true;
                }
                beginning = end + 1;
            }
            return text.length() - beginning > most;
        }
    }

    private final String whole;
    private final List<Part> parts = new ArrayList<>();
    private int beginning;
    private int firstLine = 1;
    /** Whether the part at hand has a marker or anything that is neither comment nor directive. */
    private boolean begun;

    /** Whether the last line that says something ends with a brace, so that no comma follows. */
    private boolean closed;

    private DocumentTexts(String whole) {
        this.whole = whole;
    }

    /** The documents in their order; what has no more than comments is none. */
    static List<Part> of(String text) {
        return new DocumentTexts(text).parts();
    }

    private List<Part> parts() {
        int line = 1;
        for (int at = 0; at < whole.length(); line++) {
            int next = endOfLine(at);
            if (isMarker(at, "---")) {
                if (begun) {
                    cut(at, line);
                }
                begun = true;
                closed = false;
            } else if (isMarker(at, "...")) {
                cut(next, line + 1);
            } else if (!saysNothing(at, next)) {
                if (closed && whole.charAt(at) == '{') {
                    cut(at, line);
                }
                begun = true;
                closed = whole.substring(at, next).stripTrailing().endsWith("}");
            }
            at = next;
        }
        cut(whole.length(), line);
        return parts;
    }

    private int endOfLine(int from) {
        int end = whole.indexOf('\n', from);
        return end < 0 ? whole.length() : end + 1;
    }

    private boolean isMarker(int at, String marker) {
        return whole.startsWith(marker, at)
                && (whole.length() == at + marker.length()
                        || Character.isWhitespace(whole.charAt(at + marker.length())));
    }

    private boolean saysNothing(int from, int to) {
        String line = whole.substring(from, to).strip();
        return line.isEmpty() || line.startsWith("#") || whole.charAt(from) == '%';
    }

    private void cut(int at, int line) {
        if (begun) {
            parts.add(new Part(whole.substring(beginning, at), firstLine));
        }
        beginning = at;
        firstLine = line;
        begun = false;
        closed = false;
    }
}
