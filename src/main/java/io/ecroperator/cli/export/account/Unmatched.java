package io.ecroperator.cli.export.account;

import io.ecroperator.cli.export.object.ExportedTags;
import io.ecroperator.cli.export.object.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to say where a selection, or a pattern of it, selects nothing: mostly a slip of the pen, so what is there comes with it.
 *
 * @param selection what was asked for
 * @param listed names of all repositories
 * @param unselected tags of repositories that the names select, and the tags do not
 * @param none whether no repository is selected
 */
record Unmatched(Selection selection, Collection<String> listed, List<Map<String, String>> unselected, boolean none) {

    private static final int EXAMPLES = 5;

    /** A sentence for each pattern that matches no name, and for each tag where no repository is selected. */
    List<String> sentences() {
        return none ? Stream.concat(patterns().stream(), tags().stream()).toList() : patterns();
    }

    private List<String> patterns() {
        return selection.names().stream()
                .filter(pattern -> matches(pattern) == 0)
                .map(pattern -> "--repository '" + pattern + "' matches none of " + listed.size() + " repositories"
                        + hint(pattern).map(hint -> ": " + hint).orElse("") + ".")
                .toList();
    }

    private List<String> tags() {
        if (unselected.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        selection.tags().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(tag -> {
            long having = unselected.stream()
                    .filter(tags -> tag.getValue().equals(tags.get(tag.getKey())))
                    .count();
            sentences.add("--tag '" + tag.getKey() + "=" + tag.getValue() + "' is on "
                    + (having == 0 ? "none" : String.valueOf(having)) + " of " + unselected.size()
                    + " repositories" + (having == 0 ? others(tag.getKey()) : "") + ".");
        });
        return sentences;
    }

    private long matches(String pattern) {
        return listed.stream().filter(name -> Selection.matches(pattern, name)).count();
    }

    private Optional<String> hint(String pattern) {
        String lowerCase = pattern.toLowerCase(Locale.ROOT);
        if (!lowerCase.equals(pattern) && matches(lowerCase) > 0) {
            return Optional.of("names in ECR are lower case, and '" + lowerCase + "' matches " + matches(lowerCase));
        }
        Optional<String> wider = Stream.of(
                        lowerCase.replaceAll("/+$", "") + "/*", lowerCase + "*", "*" + lowerCase + "*")
                .filter(each -> matches(each) > 0)
                .findFirst();
        if (wider.isPresent()) {
            return wider.map(each -> "'" + each + "' matches " + matches(each));
        }
        return Optional.of(
                listed.isEmpty()
                        ? "check --region and --profile"
                        : "there are " + Names.some(listed.stream().sorted().toList(), EXAMPLES));
    }

    private String others(String key) {
        List<String> values = values(key);
        if (!values.isEmpty()) {
            return "; values of that key are " + Names.some(values, EXAMPLES);
        }
        List<String> keys = unselected.stream()
                .flatMap(tags -> tags.keySet().stream())
                .filter(each -> !ExportedTags.isReserved(each))
                .distinct()
                .sorted()
                .toList();
        return keys.isEmpty()
                ? "; they have no tags"
                : keys.stream()
                        .filter(each -> each.equalsIgnoreCase(key))
                        .findFirst()
                        .map(each -> "; upper and lower case count, and there is " + each)
                        .orElseGet(() -> "; keys that they have are " + Names.some(keys, EXAMPLES));
    }

    private List<String> values(String key) {
        return unselected.stream()
                .filter(tags -> tags.containsKey(key))
                .map(tags -> tags.get(key))
                .distinct()
                .sorted()
                .toList();
    }
}
