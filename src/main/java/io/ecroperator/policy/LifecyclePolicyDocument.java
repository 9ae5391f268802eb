package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lifecycle policy, compared by meaning.
 *
 * <p>Without meaning are: white space, the order of keys and of rules (ECR sorts rules by {@code rulePriority},
 * terraform-provider-aws#22639), the order and repetition of entries in a tag list, {@code null} members, an empty tag list,
 * {@code storageClass: standard} (the default), and how a number is written (14 is 14.0). Everything else counts, keys that
 * are unknown here too. A number in quotes is not a number: ECR refuses it.
 *
 * <p>Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">Lifecycle policy
 *     properties in Amazon ECR</a>
 */
public final class LifecyclePolicyDocument implements PolicyDocument {

    private final List<JsonNode> rulesAsWritten;
    private final String text;
    private final int charactersAsWritten;

    private LifecyclePolicyDocument(ObjectNode document, int charactersAsWritten) {
        this.charactersAsWritten = charactersAsWritten;
        if (!(document.get("rules") instanceof ArrayNode rules)) {
            throw new PolicySyntaxException("must be a JSON object with a list \"rules\"");
        }
        List<JsonNode> written = new ArrayList<>();
        rules.forEach(rule -> written.add(LifecyclePolicyForm.rule(rule)));
        this.rulesAsWritten = List.copyOf(written);
        this.text = JsonTexts.write(LifecyclePolicyForm.of(document));
    }

    /**
     * Reads a policy text, a user's or one from ECR.
     *
     * @throws PolicySyntaxException when it is not JSON, names a key twice, or has no list {@code rules}
     */
    public static LifecyclePolicyDocument parse(String text) {
        return new LifecyclePolicyDocument(JsonTexts.readObject(text), JsonTexts.characters(text));
    }

    /**
     * The document of a JSON tree.
     *
     * @throws PolicySyntaxException when it has no list {@code rules}, or cannot be written as JSON
     */
    public static LifecyclePolicyDocument of(JsonNode document) {
        return new LifecyclePolicyDocument(JsonTexts.readObject(document), 0);
    }

    /** What to send to PutLifecyclePolicy: the canonical text, the same for equal documents. */
    @Override
    public String text() {
        return text;
    }

    /** {@code sha256:<hex>} of {@link #text()}; equal documents have equal digests. Says nothing about the body. */
    @Override
    public String digest() {
        return JsonTexts.digest(text);
    }

    /** How many rules there are. */
    public int rules() {
        return rulesAsWritten.size();
    }

    /** Whether there is no rule, which ECR does not store: it asks for DeleteLifecyclePolicy instead. */
    @Override
    public boolean isEmpty() {
        return rulesAsWritten.isEmpty();
    }

    /**
     * Why PutLifecyclePolicy would refuse this document, one sentence for each reason, with what to write instead; empty
     * when it is valid. Rules are named by their place as written ({@code rules[0]} is the first) and their priority.
     */
    @Override
    public List<String> violations() {
        return LifecyclePolicyGrammar.violations(rulesAsWritten, text, charactersAsWritten);
    }

    /**
     * What ECR takes as it is written and what is hardly meant so: some sentences for each such rule, with what to write
     * instead; empty when there are {@link #violations()}, which come first. Names tags of the rules, bounded.
     */
    @Override
    public List<String> warnings() {
        return violations().isEmpty() ? LifecycleRuleWarnings.of(rulesAsWritten) : List.of();
    }

    /** Its rules: what each means, and how it is called. */
    Map<String, PolicyDifference.Part> parts() {
        Map<String, PolicyDifference.Part> parts = new LinkedHashMap<>();
        rulesAsWritten.forEach(rule -> parts.putIfAbsent(JsonTexts.write(rule), PartNames.rule(rule)));
        return parts;
    }

    @Override
    public boolean isSaidBy(String found) {
        try {
            return equals(parse(found));
        } catch (PolicySyntaxException e) {
            return false; // what we cannot read is not what was asked for
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LifecyclePolicyDocument that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Number of rules and digest; never the body. */
    @Override
    public String toString() {
        return "LifecyclePolicyDocument[rules=" + rules() + ", " + digest() + "]";
    }
}
