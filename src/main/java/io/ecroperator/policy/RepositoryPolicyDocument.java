package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A repository policy (an IAM resource policy), compared by meaning.
 *
 * <p>Without meaning are:
 *
 * <ul>
 *   <li>white space, the order of keys, statements and values, and repetitions of them: ECR gives lists back in another
 *       order on every read (crossplane-contrib/provider-aws#780), and IAM evaluates statements as a set;
 *   <li>a list of one against its element, for statements, principals, actions, resources and condition values;
 *   <li>an account id as principal against the ARN of that account's root (crossplane-contrib/provider-aws#700);
 *   <li>principal {@code "*"} against {@code {"AWS": "*"}};
 *   <li>a missing Version against 2008-10-17, IAM's default (2012-10-17 is another language: it has variables);
 *   <li>upper and lower case in Effect, in action names, condition operators and condition keys;
 *   <li>a number or boolean as condition value against the same as a string; an empty Condition against none.
 * </ul>
 *
 * Everything else counts: Id and Sid too, since people and consoles show them, and keys that are unknown here. A principal
 * given as unique id (AROA…, AIDA…) is not the role or user that has its name today; see {@link #deletedPrincipals()}.
 *
 * <p>Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM JSON policy element
 *     reference</a>
 */
public final class RepositoryPolicyDocument implements PolicyDocument {

    /** Unique ids of users and roles (IAM user guide, IAM identifiers, unique identifiers). */
    private static final Pattern UNIQUE_ID = Pattern.compile("(AIDA|AROA)[A-Z0-9]{12,124}");

    private final PolicyService service;
    private final ObjectNode sent;
    private final List<JsonNode> statementsAsWritten;
    private final String text;
    private final int charactersAsWritten;
    private final String meaning;

    private RepositoryPolicyDocument(PolicyService service, ObjectNode document, int charactersAsWritten) {
        this.service = service;
        this.charactersAsWritten = charactersAsWritten;
        RepositoryPolicyForm written = new RepositoryPolicyForm(Spelling.AS_WRITTEN);
        List<JsonNode> statements = new ArrayList<>();
        if (document.get("Statement") instanceof ArrayNode array) {
            array.forEach(statement -> statements.add(written.statement(statement)));
        } else if (document.get("Statement") instanceof ObjectNode statement) {
            statements.add(written.statement(statement));
        }
        this.statementsAsWritten = List.copyOf(statements);
        this.sent = written.document(document);
        this.text = JsonTexts.write(sent);
        this.meaning = JsonTexts.write(new RepositoryPolicyForm(Spelling.FOLDED).document(document));
    }

    /**
     * Reads a policy text, a user's or one from ECR.
     *
     * @throws PolicySyntaxException when it is not a JSON object or names a key twice
     */
    public static RepositoryPolicyDocument parse(String text) {
        return parse(PolicyService.ECR, text);
    }

    /** The same for a repository of another service. */
    public static RepositoryPolicyDocument parse(PolicyService service, String text) {
        return new RepositoryPolicyDocument(service, JsonTexts.readObject(text), JsonTexts.characters(text));
    }

    /**
     * The document of a JSON tree.
     *
     * @throws PolicySyntaxException when it is not an object, or cannot be written as JSON
     */
    public static RepositoryPolicyDocument of(JsonNode document) {
        return of(PolicyService.ECR, document);
    }

    /** The same for a repository of another service. */
    public static RepositoryPolicyDocument of(PolicyService service, JsonNode document) {
        return new RepositoryPolicyDocument(service, JsonTexts.readObject(document), 0);
    }

    /**
     * What to send to SetRepositoryPolicy: in one order, with Version, without repetitions, but actions, condition keys and
     * accounts as they were written. Reading it gives an equal document; equal documents may differ in it.
     */
    @Override
    public String text() {
        return text;
    }

    /** {@code sha256:<hex>} of the meaning; equal documents have equal digests. Says nothing about the body. */
    @Override
    public String digest() {
        return JsonTexts.digest(meaning);
    }

    /** Whether Statement is an empty list, which ECR does not store: it asks for DeleteRepositoryPolicy instead. */
    @Override
    public boolean isEmpty() {
        return sent.path("Statement").isArray() && statementsAsWritten.isEmpty();
    }

    /**
     * Principals that are only a unique id, sorted. IAM puts it in the place of a user or role that was deleted; such a
     * principal gives nobody access and cannot be put again. One of the same name made later has another id.
     */
    public SortedSet<String> deletedPrincipals() {
        SortedSet<String> ids = new TreeSet<>();
        for (JsonNode statement : statementsAsWritten) {
            for (String element : List.of("Principal", "NotPrincipal")) {
                JsonNode aws = statement.path(element).path("AWS");
                (aws.isArray() ? aws : List.of(aws)).forEach(principal -> {
                    if (UNIQUE_ID.matcher(principal.asText()).matches()) {
                        ids.add(principal.asText());
                    }
                });
            }
        }
        return ids;
    }

    /**
     * Why SetRepositoryPolicy would refuse this document, one sentence for each reason, with what to write instead; empty
     * when nothing is known against it. Only what is certain is refused: whether a principal exists, ECR alone knows.
     * Statements are named by their place as written ({@code Statement[0]} is the first).
     */
    @Override
    public List<String> violations() {
        return RepositoryPolicyGrammar.violations(service, sent, statementsAsWritten, text, charactersAsWritten);
    }

    /** None: what a policy may mean beside what it says is not known here. */
    @Override
    public List<String> warnings() {
        return List.of();
    }

    /**
     * What in a document that ECR has refused without saying why is worth a look, most suspicious first: actions that are not
     * known here, and principals that IAM has deleted. Never a reason to refuse it: ECR may know more.
     */
    @Override
    public List<String> suspicions() {
        List<String> found = new ArrayList<>();
        for (int index = 0; index < statementsAsWritten.size(); index++) {
            found.addAll(RepositoryStatementGrammar.suspicions(
                    service, "Statement[" + index + "]", statementsAsWritten.get(index)));
        }
        deletedPrincipals().stream()
                .map(id -> "principal " + id
                        + " is the id of a user or role that was deleted; name the new one by its ARN")
                .forEach(found::add);
        return List.copyOf(found);
    }

    /** Users and roles that the policy names, sorted, shortened for messages; ECR refuses it while IAM does not know one. */
    @Override
    public List<String> namedPrincipals() {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNode statement : statementsAsWritten) {
            for (String element : List.of("Principal", "NotPrincipal")) {
                JsonNode aws = statement.path(element).path("AWS");
                (aws.isArray() ? aws : List.of(aws)).forEach(principal -> names.add(principal.asText()));
            }
        }
        return names.stream()
                .filter(name -> !name.isEmpty() && !name.equals("*"))
                .map(PartNames::shortened)
                .toList();
    }

    /** Its statements: what each means, and how it is called. */
    Map<String, PolicyDifference.Part> parts() {
        RepositoryPolicyForm folded = new RepositoryPolicyForm(Spelling.FOLDED);
        Map<String, PolicyDifference.Part> parts = new LinkedHashMap<>();
        statementsAsWritten.forEach(statement ->
                parts.putIfAbsent(JsonTexts.write(folded.statement(statement)), PartNames.statement(statement)));
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
        return other instanceof RepositoryPolicyDocument that && meaning.equals(that.meaning);
    }

    @Override
    public int hashCode() {
        return meaning.hashCode();
    }

    /** Number of statements and digest; never the body. */
    @Override
    public String toString() {
        return "RepositoryPolicyDocument[statements=" + statementsAsWritten.size() + ", " + digest() + "]";
    }
}
