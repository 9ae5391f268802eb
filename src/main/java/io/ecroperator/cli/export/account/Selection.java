package io.ecroperator.cli.export.account;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which repositories are exported.
 *
 * @param names patterns, of which one must match the name; {@code *} stands for any characters, slashes too. Empty for all
 * @param tags tags that a repository must have, with these values
 */
public record Selection(List<String> names, Map<String, String> tags) {

    /** Copies the collections. */
    public Selection {
        names = List.copyOf(names);
        tags = Map.copyOf(tags);
    }

    public boolean isEverything() {
        return names.isEmpty() && tags.isEmpty();
    }

    public boolean hasName(String repositoryName) {
        return names.isEmpty() || names.stream().anyMatch(pattern -> matches(pattern, repositoryName));
    }

    boolean hasTags(Map<String, String> found) {
        return found.entrySet().containsAll(tags.entrySet());
    }

    /** Whether a name matches a pattern. */
    static boolean matches(String pattern, String name) {
        return Pattern.matches(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), name);
    }
}
