package io.ecroperator.cli.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that was meant. */
final class Likeness {

    /** So many letters may be wrong, missing or too many. */
    private static final int FAULTS = 2;

    private Likeness() {}

    /** A question to be put behind a message, or nothing. */
    static String hint(String name, Collection<String> known) {
        return known.stream()
                .filter(each -> distance(name, each) <= Math.min(FAULTS, each.length() / 3))
                .min(Comparator.comparingInt((String each) -> distance(name, each))
                        .thenComparing(each -> each))
                .map(each -> "; did you mean " + each + "?")
                .orElse("");
    }

    /** Levenshtein's, without regard to case. */
    private static int distance(String left, String right) {
        String one = left.toLowerCase(Locale.ROOT);
        String other = right.toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
