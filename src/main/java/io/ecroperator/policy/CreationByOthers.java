package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which statements of a registry policy let principals of other accounts create repositories.
 *
 * <p>A grant under conditions counts, unless they ask for the account itself: what they come to is known only when somebody calls.
 * A service is nobody's principal.
 */
public final class CreationByOthers {

    private static final ArnPattern CREATE = new ArnPattern("ecr:createrepository");
    private static final int LONGEST_NAME = 64;
    private static final String EVERYBODY = "*";
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::.*)?");

    /** Keys that have the account of who calls (IAM user guide, AWS global condition context keys). */
    private static final List<String> CALLERS_ACCOUNT = List.of("aws:principalaccount", "aws:sourceaccount");

    private final String accountId;
    private final ArnPattern repositories;

    private CreationByOthers(String accountId, ArnPattern repositories) {
        this.accountId = accountId;
        this.repositories = repositories;
    }

    /**
     * The Sids of the statements, or their places, as {@code statement 2}; none if nobody else may.
     *
     * @param policyText of the registry
     * @param accountId whose the registry is
     * @param repositories the ARN of what would be created, a pattern
     * @throws PolicySyntaxException if the text is no JSON object
     */
    public static List<String> statements(String policyText, String accountId, String repositories) {
        CreationByOthers question = new CreationByOthers(accountId, new ArnPattern(repositories));
        List<JsonNode> statements =
                elements(JsonTexts.readObject(policyText).path("Statement")).toList();
        if (statements.stream().anyMatch(question::forbids)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int place = 0; place < statements.size(); place++) {
            if (question.grants(statements.get(place))) {
                names.add(name(statements.get(place), place));
            }
        }
        return List.copyOf(names);
    }

    private static String name(JsonNode statement, int place) {
        String sid = statement.path("Sid").asText("");
        if (sid.isEmpty()) {
            return "statement " + (place + 1);
        }
        return sid.length() <= LONGEST_NAME ? sid : sid.substring(0, LONGEST_NAME) + "…";
    }

    private boolean grants(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow")
                && isAboutCreation(statement)
                && others(statement)
                && reaches(statement)
                && !asksForTheAccount(statement.path("Condition"));
    }

    /** Whether nobody may, whatever else there is. */
    private boolean forbids(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        boolean everybody =
                isEverybody(principal) || elements(principal.path("AWS")).anyMatch(CreationByOthers::isEverybody);
        return statement.path("Effect").asText().equals("Deny")
                && isAboutCreation(statement)
                && everybody
                && statement.path("Condition").isEmpty()
                && elements(statement.path("Resource"))
                        .anyMatch(each -> new ArnPattern(each.asText()).covers(repositories));
    }

    private static boolean isAboutCreation(JsonNode statement) {
        return statement.has("NotAction")
                ? elements(statement.path("NotAction")).noneMatch(CreationByOthers::isCreation)
                : elements(statement.path("Action")).anyMatch(CreationByOthers::isCreation);
    }

    private static boolean isCreation(JsonNode action) {
        return new ArnPattern(action.asText().toLowerCase(Locale.ROOT)).covers(CREATE);
    }

    private boolean others(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.has("NotPrincipal")
                || isEverybody(principal)
                || elements(principal.path("AWS"))
                        .anyMatch(each -> isEverybody(each) || isOfAnotherAccount(each.asText()));
    }

    /** Nothing is said of what is no account and no ARN: the id of a principal that is gone. */
    private boolean isOfAnotherAccount(String principal) {
        return Optional.of(ACCOUNT.matcher(principal))
                .filter(Matcher::matches)
                .filter(found -> !found.group(1).equals(accountId))
                .isPresent();
    }

    private static boolean isEverybody(JsonNode principal) {
        return principal.isTextual() && principal.asText().equals(EVERYBODY);
    }

    private boolean reaches(JsonNode statement) {
        return statement.has("NotResource")
                ? elements(statement.path("NotResource"))
                        .noneMatch(each -> new ArnPattern(each.asText()).covers(repositories))
                : elements(statement.path("Resource"))
                        .anyMatch(each -> new ArnPattern(each.asText()).meets(repositories));
    }

    private boolean asksForTheAccount(JsonNode condition) {
        return condition.properties().stream()
                .filter(operator -> operator.getKey().toLowerCase(Locale.ROOT).matches("string(equals|like)"))
                .flatMap(operator -> operator.getValue().properties().stream())
                .filter(key -> CALLERS_ACCOUNT.contains(key.getKey().toLowerCase(Locale.ROOT)))
                .anyMatch(key ->
                        elements(key.getValue()).allMatch(each -> each.asText().equals(accountId)));
    }

    /** The elements of a list, or the one that stands for a list of one. */
    private static Stream<JsonNode> elements(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false);
        }
        return node instanceof ObjectNode || node.isTextual() ? Stream.of(node) : Stream.empty();
    }
}
