package io.ecroperator.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Patterns of image tags, in which an asterisk stands for any characters, also for none. */
final class TagPatterns {

    private TagPatterns() {}

    /**
     * Whether there is a tag that matches every one of the patterns. Between two asterisks anything fits, so that patterns
     * which all have one only have to agree on how a tag begins and ends.
     */
    static boolean oneTagFitsAll(List<String> patterns) {
        Optional<String> literal =
                patterns.stream().filter(pattern -> !pattern.contains("*")).findFirst();
        if (literal.isPresent()) {
            return patterns.stream().allMatch(pattern -> matches(pattern, literal.get()));
        }
        String begin = longest(patterns.stream().map(TagPatterns::begin).toList());
        String end = longest(patterns.stream().map(TagPatterns::end).toList());
        return patterns.stream().allMatch(pattern -> begin.startsWith(begin(pattern)) && end.endsWith(end(pattern)));
    }

    private static String begin(String pattern) {
        return pattern.substring(0, pattern.indexOf('*'));
    }

    private static String end(String pattern) {
        return pattern.substring(pattern.lastIndexOf('*') + 1);
    }

    private static String longest(List<String> texts) {
        return texts.stream().max(Comparator.comparing(String::length)).orElse("");
    }

    /** What stands between two asterisks is taken at its first place, which leaves the most for what follows. */
    private static boolean matches(String pattern, String tag) {
        if (!pattern.contains("*")) {
            return pattern.equals(tag);
        }
        String begin = begin(pattern);
        String end = end(pattern);
        if (tag.length() < begin.length() + end.length() || !tag.startsWith(begin) || !tag.endsWith(end)) {
            return false;
        }
        String between = tag.substring(begin.length(), tag.length() - end.length());
        int from = 0;
        for (String part : pattern.substring(begin.length(), pattern.length() - end.length())
                .split("\\*", -1)) {
            int at = between.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
