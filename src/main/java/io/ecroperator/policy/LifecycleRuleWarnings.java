package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules that ECR takes and that hardly mean what their author thought: the entries of a tag list are joined by AND, so an
 * image needs a tag for each of them. Where one tag can match all entries, that is a narrower pattern; where none can, an
 * image has to carry several tags, and a rule that was to keep {@code latest} and {@code main} keeps neither.
 *
 * <p>Source: the user guide's page on lifecycle policy properties ("Only the images with all specified tags are selected").
 */
final class LifecycleRuleWarnings {

    /** So many tags of a rule are named; the rest is counted. */
    private static final int NAMED = 5;

    private static final String PATTERNS = "tagPatternList";
    private static final String PREFIXES = "tagPrefixList";

    private LifecycleRuleWarnings() {}

    /** What the warnings need to know of a rule. Entries are patterns: a prefix ends in an asterisk. */
    private record Rule(
            int index,
            BigInteger priority,
            boolean archive,
            String tagStatus,
            String list,
            List<String> entries,
            String action) {

        static Rule of(int index, JsonNode node) {
            JsonNode selection = node.path("selection");
            String list = selection.has(PATTERNS) ? PATTERNS : PREFIXES;
            List<String> entries = new ArrayList<>();
            if (selection.path(list) instanceof ArrayNode tags) {
                tags.forEach(tag -> entries.add(list.equals(PREFIXES) ? tag.asText() + "*" : tag.asText()));
            }
            return new Rule(
                    index,
                    node.path("rulePriority").bigIntegerValue(),
                    selection.path("storageClass").asText().equals("archive"),
                    selection.path("tagStatus").asText(),
                    list,
                    entries,
                    node.path("action").path("type").asText());
        }

        String name() {
            return LifecycleRuleGrammar.name(index, priority);
        }

        boolean needsSeveralTags() {
            return entries.size() > 1 && !TagPatterns.oneTagFitsAll(entries);
        }

        /** Whether an image with nothing but one tag of the other rule may be selected. */
        boolean mayTakeOneTagOf(Rule other) {
            return tagStatus.equals("any")
                    || (tagStatus.equals("tagged")
                            && !needsSeveralTags()
                            && other.entries().stream().anyMatch(this::mayTake));
        }

        /** An entry as it was written, in quotes. */
        String quoted(String entry) {
            String written = list.equals(PREFIXES) ? entry.substring(0, entry.length() - 1) : entry;
            return '"' + PartNames.shortened(written) + '"';
        }

        private boolean mayTake(String tag) {
            return TagPatterns.oneTagFitsAll(
                    Stream.concat(entries.stream(), Stream.of(tag)).toList());
        }
    }

    /**
     * One text of some sentences for each such rule, with what to write in its place.
     *
     * @param rules canonical rules in the author's order, of a policy without violations
     */
    static List<String> of(List<JsonNode> rules) {
        List<Rule> all = new ArrayList<>();
        for (JsonNode rule : rules) {
            all.add(Rule.of(all.size(), rule));
        }
        return all.stream()
                .filter(Rule::needsSeveralTags)
                .map(rule -> sentences(rule, next(rule, all)))
                .toList();
    }

    /** The first of the later rules that may act on an image which the rule was to take. */
    private static Optional<Rule> next(Rule rule, List<Rule> all) {
        return all.stream()
                .filter(later -> later.archive() == rule.archive())
                .filter(later -> later.priority().compareTo(rule.priority()) > 0)
                .filter(later -> later.mayTakeOneTagOf(rule))
                .min(Comparator.comparing(Rule::priority));
    }

    private static String sentences(Rule rule, Optional<Rule> next) {
        String entries =
                PartNames.first(NAMED, rule.entries().stream().map(rule::quoted).toList());
        String fate = next.map(later -> "is not protected by this rule, and " + later.name() + " may "
                        + (later.action().equals("transition") ? "archive" : "expire") + " it.")
                .orElse("is left alone.");
        return rule.name() + " selects only images that match every entry of " + rule.list() + " at once (" + entries
                + "), because ECR joins them with AND. An image that matches"
                + " only some of them " + fate
                + " If any one of them should be enough, write one rule for each, such as "
                + rule.list() + ": [" + rule.quoted(rule.entries().getFirst()) + "], each with its own rulePriority.";
    }
}
