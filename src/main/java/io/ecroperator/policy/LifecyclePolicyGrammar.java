package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     */
    static List<String> violations(List<JsonNode> rules, String text) {
        LifecyclePolicyGrammar grammar = new LifecyclePolicyGrammar();
        grammar.checkSize(rules.size(), text);
        for (int index = 0; index < rules.size(); index++) {
            grammar.found.addAll(LifecycleRuleGrammar.violations(index, rules.get(index)));
            grammar.rules.add(Rule.of(index, rules.get(index)));
        }
        grammar.checkUniquePriorities();
        for (String storageClass : List.of("standard", "archive")) {
            grammar.checkAny(storageClass);
            grammar.checkUntagged(storageClass);
        }
        return List.copyOf(grammar.found);
    }

    /** The lower limit of 100 characters needs no check of its own: the shortest valid rule makes a text of 138. */
    private void checkSize(int count, String text) {
        if (count == 0) {
            found.add("rules is empty, which ECR does not store; add a rule, or remove the policy instead");
        }
        if (count > MAX_RULES) {
            found.add("rules has " + count + " entries; ECR takes at most " + MAX_RULES + ", merge or drop some");
        }
        int characters = JsonTexts.characters(text);
        if (characters > MAX_CHARACTERS) {
            found.add("the policy has " + characters + " characters without white space; ECR takes at most "
                    + MAX_CHARACTERS + ", shorten descriptions or merge rules");
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

    private void checkAny(String storageClass) {
        List<Rule> peers = rules.stream()
                .filter(rule -> rule.storageClass().equals(storageClass))
                .toList();
        List<Rule> any =
                peers.stream().filter(rule -> rule.tagStatus().equals("any")).toList();
        if (any.size() > 1) {
            any.stream()
                    .skip(1)
                    .forEach(rule -> found.add(rule.name() + ": only one rule of storage class " + storageClass
                            + " may have tagStatus any, and rules["
                            + any.getFirst().index()
                            + "] has it; keep one of them"));
            return;
        }
        for (Rule rule : any) {
            peers.stream()
                    .filter(peer -> peer.priority() != null)
                    .map(Rule::priority)
                    .max(BigInteger::compareTo)
                    .filter(highest ->
                            rule.priority() != null && rule.priority().compareTo(highest) < 0)
                    .ifPresent(highest -> found.add(rule.name()
                            + ": tagStatus any must have the highest rulePriority of its storage class (" + storageClass
                            + "); give it a number above " + highest));
        }
    }

    private void checkUntagged(String storageClass) {
        Set<Integer> seen = new LinkedHashSet<>();
        for (Rule rule : rules) {
            if (!rule.storageClass().equals(storageClass) || !rule.tagStatus().equals("untagged")) {
                continue;
            }
            if (!seen.isEmpty()) {
                found.add(rule.name() + ": only one rule of storage class " + storageClass
                        + " may have tagStatus untagged, and rules["
                        + seen.iterator().next() + "] has it; keep one of them");
            }
            seen.add(rule.index());
        }
    }
}
