package io.ecroperator.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which statements or rules come, go and change when one document takes another's place. A statement is named by its Sid,
 * else by effect, principals and actions; a rule by its priority and what it selects. Neither condition values nor
 * descriptions are shown, every name is bounded, and so is how many there are, so that it can stand in an Event.
 *
 * @param added the names of what comes
 * @param removed the names of what goes
 * @param changed the names of what stays and says something else
 */
public record PolicyDifference(List<String> added, List<String> removed, List<String> changed) {

    /** So many of each are named; the rest is counted. */
    private static final int NAMED = 5;

    /**
     * One statement or rule.
     *
     * @param key what makes it the same one after a change, such as the Sid; empty if nothing does
     * @param name how it is called in messages
     */
    record Part(Optional<String> key, String name) {}

    /** Copies the lists. */
    public PolicyDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** What one document changes in another; empty for none. */
    public static PolicyDifference between(
            Optional<? extends PolicyDocument> before, Optional<? extends PolicyDocument> after) {
        return between(
                before.map(PolicyDifference::parts).orElse(Map.of()),
                after.map(PolicyDifference::parts).orElse(Map.of()));
    }

    private static Map<String, Part> parts(PolicyDocument document) {
        return switch (document) {
            case LifecyclePolicyDocument rules -> rules.parts();
            case RepositoryPolicyDocument statements -> statements.parts();
        };
    }

    /** What a policy changes in the text that ECR holds; empty for none. */
    public static PolicyDifference of(Optional<String> before, PolicyDocument after) {
        return switch (after) {
            case LifecyclePolicyDocument rules -> ofLifecyclePolicy(before, rules);
            case RepositoryPolicyDocument statements -> ofRepositoryPolicy(before, statements);
        };
    }

    /** What a repository policy changes in the text that ECR holds; empty for none. */
    public static PolicyDifference ofRepositoryPolicy(Optional<String> before, RepositoryPolicyDocument after) {
        return between(before.flatMap(PolicyDifference::statements).orElse(Map.of()), after.parts());
    }

    /** What a lifecycle policy changes in the text that ECR holds; empty for none. */
    public static PolicyDifference ofLifecyclePolicy(Optional<String> before, LifecyclePolicyDocument after) {
        return between(before.flatMap(PolicyDifference::rules).orElse(Map.of()), after.parts());
    }

    private static Optional<Map<String, Part>> statements(String text) {
        try {
            return Optional.of(RepositoryPolicyDocument.parse(text).parts());
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Part>> rules(String text) {
        try {
            return Optional.of(LifecyclePolicyDocument.parse(text).parts());
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    /** The difference of two documents by their parts; each map leads from the meaning of a part to what it is called. */
    private static PolicyDifference between(Map<String, Part> before, Map<String, Part> after) {
        Map<String, Part> coming = new LinkedHashMap<>(after);
        coming.keySet().removeAll(before.keySet());
        List<Part> going = new ArrayList<>(before.entrySet().stream()
                .filter(entry -> !after.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList());
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (Part part : coming.values()) {
            Optional<Part> old = going.stream()
                    .filter(other -> part.key().isPresent() && part.key().equals(other.key()))
                    .findFirst();
            old.ifPresent(going::remove);
            (old.isPresent() ? changed : added).add(part.name());
        }
        return new PolicyDifference(added, going.stream().map(Part::name).toList(), changed);
    }

    /** Such as {@code adds AllowPull, removes LambdaECRImageRetrievalPolicy}; empty where no part differs. */
    @Override
    public String toString() {
        List<String> clauses = new ArrayList<>();
        clause("adds", added).ifPresent(clauses::add);
        clause("changes", changed).ifPresent(clauses::add);
        clause("removes", removed).ifPresent(clauses::add);
        return String.join(", ", clauses);
    }

    /** The same in brackets after a space, to follow the name of a policy; empty where no part differs. */
    public String inBrackets() {
        String text = toString();
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private static Optional<String> clause(String verb, List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(verb + " " + PartNames.first(NAMED, names));
    }
}
