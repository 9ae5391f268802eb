package io.ecroperator.cli.export;

import java.util.Collection;
import java.util.stream.Collectors;

/** Many names in a sentence. */
final class Names {

    private static final int MOST = 20;

    private Names() {}

    /** The first of them, and how many more there are. */
    static String some(Collection<String> names) {
        return some(names, MOST);
    }

    /** The same with {@code most} of them. */
    static String some(Collection<String> names, int most) {
        String first = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() <= most ? first : first + " and " + (names.size() - most) + " more";
    }
}
