package io.ecroperator.emulator.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * May somebody do this?
 *
 * @param action such as {@code ecr:CreateRepository}
 * @param resource an ARN, or {@code *}
 * @param keys values of condition keys, by key; case does not count in keys
 */
public record Question(String action, String resource, Map<String, List<String>> keys) {
    /** Copies. */
    public Question {
        TreeMap<String, List<String>> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(keys);
        keys = ignoringCase;
    }

    /** {@return the values of a condition key, none if it is absent} */
    List<String> values(String key) {
        return keys.getOrDefault(key, List.of());
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    boolean isAbout(String actionPattern) {
        return Wildcard.matchesInPolicy(actionPattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }
}
