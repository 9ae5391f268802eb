package io.ecroperator.cli.export.object;

import java.util.Collection;
import java.util.stream.Collectors;

/** Many names in a sentence. */
public final class Names {

    private static final int MOST = 20;

    private Names() {}

    /** The first of them, and how many more there are. */
    public static String some(Collection<String> names) {
        return some(names, MOST);
    }

    /** The same with {@code most} of them. */
    public static String some(Collection<String> names, int most) {
        String first = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() <= most ? first : first + " and " + (names.size() - most) + " more";
    }
}
