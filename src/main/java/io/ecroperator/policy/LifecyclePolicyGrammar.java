package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ECR demands of a lifecycle policy as a whole; {@link LifecycleRuleGrammar} checks each rule.
 *
 * <p>Sources: the user guide's page on lifecycle policy properties, the service model (length of
 * {@code lifecyclePolicyText}: 100 to 30,720), the quota of 50 rules, and ECR's own messages: "Rule for tagStatus=ANY must
 * have the lowest priority per storage class", "Only one rule can select Untagged images per storage class".
 */
final class LifecyclePolicyGrammar {

    static final int MAX_RULES = 50;
    static final int MAX_CHARACTERS = 30_720;

    private final List<Rule> rules = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    /** What the checks across rules need to know of one; a priority is null when it is not a whole number. */
    private record Rule(int index, BigInteger priority, String tagStatus, String storageClass) {

        static Rule of(int index, JsonNode node) {
            JsonNode priority = node.path("rulePriority");
            JsonNode selection = node.path("selection");
            boolean archive = selection.path("storageClass").asText().equals("archive")
                    || selection.path("countType").asText().equals("sinceImageTransitioned");
            return new Rule(
                    index,
                    priority.isIntegralNumber() ? priority.bigIntegerValue() : null,
                    selection.path("tagStatus").asText(),
                    archive ? "archive" : "standard");
        }

        boolean selects(String other) {
            return storageClass.equals(other);
        }

        String name() {
            return LifecycleRuleGrammar.name(index, priority);
        }
    }

    private LifecyclePolicyGrammar() {}

    /**
     * All reasons to refuse the policy.
     *
     * @param rules canonical rules in the author's order
     * @param text the canonical text of the whole
     * @param written how many characters the author wrote
     */
    static List<String> violations(List<JsonNode> rules, String text, int written) {
        LifecyclePolicyGrammar grammar = new LifecyclePolicyGrammar();
        grammar.checkSize(rules.size(), text, written);
        for (int index = 0; index < rules.size(); index++) {
            grammar.found.addAll(LifecycleRuleGrammar.violations(index, rules.get(index)));
            grammar.rules.add(Rule.of(index, rules.get(index)));
        }
        grammar.checkUniquePriorities();
        for (String storageClass : List.of("standard", "archive")) {
            grammar.checkOnlyOne(storageClass, "any");
            grammar.checkOnlyOne(storageClass, "untagged");
            grammar.checkAnyIsLast(storageClass);
        }
        return List.copyOf(grammar.found);
    }

    /** The lower limit of 100 characters needs no check of its own: the shortest valid rule makes a text of 138. */
    private void checkSize(int count, String text, int written) {
        if (count == 0) {
            found.add("rules is empty, which ECR does not store; add a rule, or remove the policy instead");
        }
        if (count > MAX_RULES) {
            found.add("rules has " + count + " entries; ECR takes at most " + MAX_RULES + ", merge or drop some");
        }
        int characters = JsonTexts.characters(text);
        if (characters > MAX_CHARACTERS) {
            found.add("the policy has " + JsonTexts.size(characters, written) + "; ECR takes at most " + MAX_CHARACTERS
                    + ", shorten descriptions or merge rules");
        }
    }

    private void checkUniquePriorities() {
        Map<BigInteger, Integer> owners = new HashMap<>();
        for (Rule rule : rules) {
            if (rule.priority() == null) {
                continue;
            }
            Integer owner = owners.putIfAbsent(rule.priority(), rule.index());
            if (owner != null) {
                found.add(rule.name() + ": rulePriority is taken by rules[" + owner
                        + "]; give every rule a number of its own");
            }
        }
    }

    private void checkOnlyOne(String storageClass, String tagStatus) {
        List<Rule> same = rules.stream()
                .filter(rule -> rule.selects(storageClass) && rule.tagStatus().equals(tagStatus))
                .toList();
        same.stream()
                .skip(1)
                .forEach(rule -> found.add(rule.name() + ": only one rule of storage class " + storageClass
                        + " may have tagStatus " + tagStatus + ", and rules["
                        + same.getFirst().index() + "] has it; keep one of them"));
    }

    /** With more than one {@code any}, {@link #checkOnlyOne} has said what to do first. */
    private void checkAnyIsLast(String storageClass) {
        List<Rule> peers = rules.stream()
                .filter(rule -> rule.selects(storageClass) && rule.priority() != null)
                .toList();
        List<Rule> any =
                peers.stream().filter(rule -> rule.tagStatus().equals("any")).toList();
        if (any.size() != 1) {
            return;
        }
        BigInteger highest =
                peers.stream().map(Rule::priority).max(BigInteger::compareTo).orElseThrow();
        if (any.getFirst().priority().compareTo(highest) < 0) {
            found.add(any.getFirst().name()
                    + ": tagStatus any must have the highest rulePriority of its storage class (" + storageClass
                    + "); give it a number above " + highest);
        }
    }
}
