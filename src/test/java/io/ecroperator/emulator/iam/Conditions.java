package io.ecroperator.emulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The Condition element of a statement.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
final class Conditions {
    private static final String IF_EXISTS = "IfExists";
    private static final String ALL = "ForAllValues:";
    private static final String ANY = "ForAnyValue:";
    private static final String NULL = "Null";

    /** Compares the policy's value with the request's. */
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "StringEquals", String::equals,
            "StringEqualsIgnoreCase", String::equalsIgnoreCase,
            "StringLike", Wildcard::matchesInPolicy,
            "ArnEquals", Wildcard::matchesInPolicy,
            "ArnLike", Wildcard::matchesInPolicy,
            "Bool", String::equalsIgnoreCase,
            "DateLessThan", (bound, actual) -> Instant.parse(actual).isBefore(Instant.parse(bound)),
            "DateGreaterThan", (bound, actual) -> Instant.parse(actual).isAfter(Instant.parse(bound)));

    private static final Map<String, String> NEGATED = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike");

    private Conditions() {}

    /** Refuses operators that are not known here with an IllegalArgumentException. */
    static void check(JsonNode condition) {
        condition.fieldNames().forEachRemaining(operator -> {
            String bare = bare(operator);
            if (!bare.equals(NULL) && !OPERATORS.containsKey(bare) && !NEGATED.containsKey(bare)) {
                throw new IllegalArgumentException("unknown condition operator " + operator);
            }
        });
    }

    /** {@return whether all hold} */
    static boolean hold(JsonNode condition, Question question) {
        return condition.properties().stream().allMatch(operator -> operator.getValue().properties().stream()
                .allMatch(key -> holds(operator.getKey(), key.getKey(), Texts.of(key.getValue()), question)));
    }

    private static boolean holds(String operator, String key, List<String> wanted, Question question) {
        String bare = bare(operator);
        List<String> actual = question.values(key);
        if (bare.equals(NULL)) {
            return wanted.contains(String.valueOf(!question.has(key)));
        }
        boolean negated = NEGATED.containsKey(bare);
        if (!question.has(key)) {
            return !operator.startsWith(ANY) && (negated || operator.startsWith(ALL) || operator.endsWith(IF_EXISTS));
        }
        BiPredicate<String, String> compares = OPERATORS.get(NEGATED.getOrDefault(bare, bare));
        List<String> bounds = wanted.stream()
                .flatMap(text -> Variables.filledIn(text, question).stream())
                .toList();
        return operator.startsWith(ALL)
                ? actual.stream().allMatch(value -> negated != isAny(compares, bounds, value))
                : actual.stream().anyMatch(value -> negated != isAny(compares, bounds, value));
    }

    private static boolean isAny(BiPredicate<String, String> compares, List<String> bounds, String value) {
        return bounds.stream().anyMatch(bound -> compares.test(bound, value));
    }

    private static String bare(String operator) {
        String withoutSet = operator.replaceFirst("^(" + ALL + "|" + ANY + ")", "");
        return withoutSet.endsWith(IF_EXISTS)
                ? withoutSet.substring(0, withoutSet.length() - IF_EXISTS.length())
                : withoutSet;
    }
}
