package io.ecroperator.emulator.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A policy of an identity, or one that says who may assume a role.
 *
 * @param statements its statements
 */
public record PolicyDocument(List<JsonNode> statements) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    /** What a policy says. */
    public enum Decision {
        /** A statement allows it and none denies it. */
        ALLOWED,
        /** A statement denies it. */
        DENIED,
        /** No statement is about it, which is as good as denied. */
        SILENT
    }

    /**
     * Reads a policy.
     *
     * @param text JSON
     * @return the policy; IllegalArgumentException if it is none
     */
    public static PolicyDocument parse(String text) {
        try {
            return of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("MalformedPolicyDocument: " + e.getOriginalMessage(), e);
        }
    }

    static PolicyDocument of(JsonNode document) {
        requireOnly(document, TOP);
        JsonNode statement = document.path("Statement");
        List<JsonNode> statements =
                statement.isArray() ? statement.valueStream().toList() : List.of(statement);
        statements.forEach(PolicyDocument::check);
        return new PolicyDocument(statements);
    }

    private static void check(JsonNode statement) {
        requireOnly(statement, ELEMENTS);
        if (!Set.of("Allow", "Deny").contains(statement.path("Effect").asText())
                || statement.has("Action") == statement.has("NotAction")) {
            throw new IllegalArgumentException("MalformedPolicyDocument: " + statement);
        }
        Conditions.check(statement.path("Condition"));
    }

    private static void requireOnly(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("MalformedPolicyDocument: unknown element " + name);
            }
        });
        if (!node.isObject()) {
            throw new IllegalArgumentException("MalformedPolicyDocument: " + node);
        }
    }

    /**
     * Answers a question of the identity that the policy belongs to.
     *
     * @param question what is asked
     * @return what the policy says
     */
    public Decision decide(Question question) {
        return decide(question, statement -> isAboutResource(statement, question));
    }

    /** Answers a question by the statements that also pass a test, which stands for their Principal or Resource. */
    Decision decide(Question question, Predicate<JsonNode> test) {
        List<String> effects = statements.stream()
                .filter(statement -> isAboutAction(statement, question))
                .filter(statement -> Conditions.hold(statement.path("Condition"), question))
                .filter(test)
                .map(statement -> statement.path("Effect").asText())
                .toList();
        if (effects.contains("Deny")) {
            return Decision.DENIED;
        }
        return effects.isEmpty() ? Decision.SILENT : Decision.ALLOWED;
    }

    private static boolean isAboutAction(JsonNode statement, Question question) {
        return statement.has("Action")
                ? Texts.of(statement.path("Action")).stream().anyMatch(question::isAbout)
                : Texts.of(statement.path("NotAction")).stream().noneMatch(question::isAbout);
    }

    private static boolean isAboutResource(JsonNode statement, Question question) {
        return statement.has("NotResource")
                ? !isAny(statement.path("NotResource"), question)
                : isAny(statement.path("Resource"), question);
    }

    private static boolean isAny(JsonNode resources, Question question) {
        return Texts.of(resources).stream()
                .flatMap(pattern -> Variables.filledIn(pattern, question).stream())
                .anyMatch(pattern -> Wildcard.matchesInPolicy(pattern, question.resource()));
    }
}
