package io.ecroperator.deploy;

import io.ecroperator.metrics.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PromQL expression, read as far as it takes to see which metrics and labels it names. What it cannot read is a problem
 * too: {@code by} after the parenthesis, {@code without}, {@code ignoring} and {@code group_left}.
 *
 * @param text the expression
 * @param others metrics beside our own, or in their place, with their labels
 */
record PromExpression(String text, Map<String, List<String>> others) {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern CLAUSE = Pattern.compile("\\b(by|on)\\s*\\(([^)]*)\\)");
    private static final Pattern UNREAD =
            Pattern.compile("\\b(without|ignoring|group_left|group_right)\\b|\\)\\s*by\\b");
    private static final Pattern MATCHERS = Pattern.compile("([a-zA-Z_:][\\w:]*)?\\s*\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

    private static final Map<String, List<String>> TAGS = Stream.of(Metric.values())
            .flatMap(metric -> metric.prometheusNames().stream().map(name -> Map.entry(name, metric.tagKeys())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** An expression that names our own metrics only, and none of the labels that a target has. */
    PromExpression(String text) {
        this(text, Map.of());
    }

    /** What is wrong with it, in words; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        String code = code();
        if (UNREAD.matcher(code).find()) {
            problems.add("a clause that this reader does not know");
        }
        if (count(code, '(') != count(code, ')')) {
            problems.add("parentheses that do not close");
        }
        Set<String> metrics = metrics(code);
        if (metrics.isEmpty()) {
            problems.add("no metric");
        }
        metrics.stream().filter(name -> tags(name).isEmpty()).forEach(name -> problems.add("unknown metric " + name));
        MATCHERS.matcher(code)
                .results()
                .forEach(match -> problems.addAll(unknown(
                        labels(match.group(2).replaceAll("(=~|!~|!=|=)\\s*\"\"", "")),
                        match.group(1) == null ? Set.of() : Set.of(match.group(1)))));
        CLAUSE.matcher(code)
                .results()
                .forEach(clause -> problems.addAll(unknown(
                        labels(clause.group(2)), metrics("on".equals(clause.group(1)) ? code : after(code, clause)))));
        return problems;
    }

    /** The labels that a result can have: those that something is grouped by. */
    Set<String> groupedBy() {
        return CLAUSE.matcher(code())
                .results()
                .flatMap(clause -> labels(clause.group(2)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without what stands in quotes, and without ranges. */
    private String code() {
        return RANGE.matcher(STRING.matcher(text).replaceAll("\"\"")).replaceAll("");
    }

    /** The labels of a metric; empty if there is none of that name. */
    private Optional<List<String>> tags(String metric) {
        return Optional.ofNullable(others.get(metric)).or(() -> Optional.ofNullable(TAGS.get(metric)));
    }

    private List<String> unknown(Collection<String> labels, Set<String> metrics) {
        if (metrics.isEmpty()) {
            return List.of("labels " + labels + " of no metric");
        }
        Function<String, List<String>> tags = metric -> tags(metric).orElse(List.of());
        return metrics.stream()
                .flatMap(metric -> labels.stream()
                        .filter(label -> !tags.apply(metric).contains(label))
                        .map(label -> metric + " has no label " + label))
                .toList();
    }

    private static Set<String> metrics(String code) {
        String bare = MATCHERS.matcher(CLAUSE.matcher(code).replaceAll("")).replaceAll("$1");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !KEYWORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> labels(String commaSeparated) {
        return Stream.of(commaSeparated.split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    /** What stands in the parenthesis that follows the clause. */
    private static String after(String code, MatchResult clause) {
        int start = code.indexOf('(', clause.end());
        int open = 0;
        for (int index = Math.max(start, clause.end()); index < code.length(); index++) {
            open += code.charAt(index) == '(' ? 1 : code.charAt(index) == ')' ? -1 : 0;
            if (open == 0) {
                return code.substring(start < 0 ? index : start, index);
            }
        }
        return "";
    }

    private static long count(String code, char character) {
        return code.chars().filter(each -> each == character).count();
    }
}
