package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What ECR demands of a repository policy as a whole; {@link RepositoryStatementGrammar} checks each statement.
 *
 * <p>Sources: the service model (length of {@code policyText}: at most 10,240) and the IAM policy grammar.
 */
final class RepositoryPolicyGrammar {

    static final int MAX_CHARACTERS = 10_240;

    private static final List<String> VERSIONS = List.of("2008-10-17", "2012-10-17");

    private RepositoryPolicyGrammar() {}

    /**
     * All reasons to refuse the policy.
     *
     * @param service whose repository it is for
     * @param sent the document as it would be sent
     * @param statements its statements in the author's order
     * @param text {@code sent} as text
     * @param written how many characters the author wrote
     */
    static List<String> violations(
            PolicyService service, JsonNode sent, List<JsonNode> statements, String text, int written) {
        List<String> found = new ArrayList<>();
        if (!VERSIONS.contains(sent.path("Version").asText())) {
            found.add("Version must be 2012-10-17 or 2008-10-17");
        }
        if (sent.has("Id") && !sent.get("Id").isTextual()) {
            found.add("Id must be a string; leave it out where there is none");
        }
        JsonNode list = sent.path("Statement");
        if (!list.isArray()) {
            found.add(
                    "Statement " + (list.isMissingNode() ? "is missing; write" : "must be") + " a list of statements");
        } else if (list.isEmpty()) {
            found.add("Statement is empty, which ECR does not store; add a statement, or remove the policy instead");
        }
        for (int index = 0; index < statements.size(); index++) {
            found.addAll(
                    RepositoryStatementGrammar.violations(service, "Statement[" + index + "]", statements.get(index)));
        }
        int characters = JsonTexts.characters(text);
        if (characters > MAX_CHARACTERS) {
            found.add("the policy has " + JsonTexts.size(characters, written) + "; ECR takes at most " + MAX_CHARACTERS
                    + ", merge statements or use wildcards");
        }
        return List.copyOf(found);
    }
}
