package io.ecroperator.cli.export.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.attachment.PolicyDocuments;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Policies that ECR has, as the fields of a spec where these mean exactly the same, else as text. Whether they do is decided as
 * the operator decides it later: by the meaning of the documents.
 */
public final class TypedPolicies {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** White space counts for the schema, which takes four times what ECR does. */
    private static final int MOST_CHARACTERS_OF_A_LIFECYCLE_POLICY = 4 * 30_720;

    private static final int MOST_CHARACTERS_OF_A_REPOSITORY_POLICY = 4 * 10_240;
    private static final String VERSION = "2012-10-17";

    private static final PrettyPrinter LAYOUT = new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER));

    private TypedPolicies() {}

    /**
     * A policy for a spec.
     *
     * @param <T> a rule or a statement
     * @param entries rules or statements; null where the text is given
     * @param text of several lines; null where the entries are given
     * @param whyText why it is text, in a sentence without its beginning; empty where the entries are given
     */
    public record Written<T>(List<T> entries, String text, Optional<String> whyText) {

        private static <T> Written<T> asText(String text, String why) {
            return new Written<>(null, text, Optional.of(why));
        }
    }

    /** The rules of a lifecycle policy. */
    public static Written<LifecycleRule> rules(String text) {
        try {
            LifecyclePolicyDocument document = LifecyclePolicyDocument.parse(text);
            String laidOut = laidOut(document);
            JsonNode tree = MAPPER.readTree(document.text());
            if (tree.size() != 1) {
                return Written.asText(laidOut, "it has other members than rules");
            }
            List<LifecycleRule> rules = MAPPER.readerFor(new TypeReference<List<LifecycleRule>>() {})
                    .readValue(tree.get("rules"));
            return PolicyDocuments.ofRules(rules, null).equals(document)
                    ? new Written<>(rules, null, Optional.empty())
                    : Written.asText(laidOut, "its rules have members that are not known here");
        } catch (PolicySyntaxException unreadable) {
            return Written.asText(text, "it " + unreadable.getMessage());
        } catch (JsonProcessingException | IllegalArgumentException noRule) {
            return Written.asText(text, "its rules have values that are not known here");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements of a repository policy. */
    public static Written<PolicyStatement> statements(String text) {
        try {
            RepositoryPolicyDocument document = RepositoryPolicyDocument.parse(text);
            String laidOut = laidOut(document);
            JsonNode tree = MAPPER.readTree(document.text());
            if (!tree.path("Version").asText().equals(VERSION)) {
                return Written.asText(
                        laidOut,
                        "its Version is not " + VERSION + ", which statements have, and which IAM reads otherwise");
            }
            Optional<List<PolicyStatement>> statements = statements(tree);
            return statements
                    .filter(typed -> PolicyDocuments.ofStatements(typed, null).equals(document))
                    .map(typed -> new Written<>(typed, null, Optional.empty()))
                    .orElseGet(() -> Written.asText(laidOut, whyNoStatements(tree)));
        } catch (PolicySyntaxException unreadable) {
            return Written.asText(text, "it " + unreadable.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document is JSON", e);
        }
    }

    private static String whyNoStatements(JsonNode document) {
        Set<String> elements = new TreeSet<>();
        document.fieldNames().forEachRemaining(elements::add);
        elements.removeAll(Set.of("Version", "Statement"));
        document.path("Statement").forEach(statement -> elements.addAll(StatementFields.unknownElements(statement)));
        return elements.isEmpty()
                ? "it has values that statements do not take"
                : "it has " + String.join(", ", elements) + ", for which statements have no field";
    }

    private static Optional<List<PolicyStatement>> statements(JsonNode document) {
        List<PolicyStatement> typed = new ArrayList<>();
        for (JsonNode statement : document.path("Statement")) {
            Optional<PolicyStatement> one = statement instanceof ObjectNode object
                    ? StatementFields.typed(object, PolicyStatement.class)
                    : Optional.empty();
            if (one.isEmpty()) {
                return Optional.empty();
            }
            typed.add(one.get());
        }
        return Optional.of(typed);
    }

    /** As text of several lines, if the schema takes so many characters, else on one. */
    static String laidOut(PolicyDocument document) {
        int mostCharacters =
                switch (document) {
                    case LifecyclePolicyDocument rules -> MOST_CHARACTERS_OF_A_LIFECYCLE_POLICY;
                    case RepositoryPolicyDocument statements -> MOST_CHARACTERS_OF_A_REPOSITORY_POLICY;
                };
        try {
            String text = MAPPER.writer(LAYOUT).writeValueAsString(MAPPER.readTree(document.text()));
            boolean same = text.length() <= mostCharacters && document.isSaidBy(text);
            return same ? text + "\n" : document.text();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document is JSON", e);
        }
    }
}
