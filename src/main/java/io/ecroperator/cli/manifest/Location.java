package io.ecroperator.cli.manifest;

import java.util.Map;

/**
 * Where a value is written, and what is in it.
 *
 * @param line of its key, or of itself if it is an item or a document, from 1; 0 if that is not known
 * @param column in characters, from 1; 0 if that is not known
 * @param below the values in it, by their keys or by their indexes such as {@code [0]}. What an alias or a merge brings is where
 *     the anchor has it
 */
public record Location(int line, int column, Map<String, Location> below) {

    static final Location UNKNOWN = new Location(0, 0, Map.of());

    /**
     * Where a field is written; if it is not there, what it would be in.
     *
     * @param field a path as the API server writes it, such as {@code spec.rules[0].action} or {@code spec.tags[a.b]}, of which
     *     entries of maps may be written with a dot too; empty for the whole
     */
    public Location of(String field) {
        Location found = this;
        String rest = field;
        while (!rest.isEmpty()) {
            String step = found.longestStep(rest);
            if (step.isEmpty()) {
                return found;
            }
            found = found.below.get(step);
            rest = after(rest, step);
        }
        return found;
    }

    /** Keys may have dots in them, so the longest that fits is meant. */
    private String longestStep(String path) {
        String longest = "";
        for (int end = 1; end <= path.length(); end++) {
            if (end == path.length() || path.charAt(end) == '.' || path.charAt(end) == '[') {
                String step = path.substring(0, end);
                if (below.containsKey(step)) {
                    longest = step;
                } else if (isBracketed(step) && below.containsKey(step.substring(1, end - 1))) {
                    longest = step.substring(1, end - 1);
                }
            }
        }
        return longest;
    }

    private static boolean isBracketed(String step) {
        return step.startsWith("[") && step.endsWith("]");
    }

    private static String after(String path, String step) {
        String rest = path.substring(path.startsWith(step) ? step.length() : step.length() + 2);
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }
}
