package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ECR demands of one statement of a repository policy. ECR answers all of this with the one sentence "Invalid
 * repository policy provided"; here each gets its own. Only what is certain is refused; unknown keys, principal types and
 * condition operators pass.
 */
final class RepositoryStatementGrammar {

    /** An action that looks like one, and so may be shown. */
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]{1,40}:[A-Za-z0-9*?]{1,80}");

    /** An account id, or what an ARN of IAM or STS has in its place; some ARNs have a word there. */
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws[a-z-]*:(?:iam|sts)::)?([0-9]{1,64})(?::.*)?");

    private final PolicyService service;
    private final String name;
    private final List<String> found = new ArrayList<>();

    private RepositoryStatementGrammar(PolicyService service, String name) {
        this.service = service;
        this.name = name;
    }

    /** All reasons to refuse one statement, whatever JSON it is. */
    static List<String> violations(PolicyService service, String name, JsonNode statement) {
        RepositoryStatementGrammar grammar = new RepositoryStatementGrammar(service, name);
        grammar.check(statement);
        return grammar.found;
    }

    /** What may be why ECR has refused the statement; see {@link RepositoryPolicyDocument#suspicions()}. */
    static List<String> suspicions(PolicyService service, String name, JsonNode statement) {
        RepositoryStatementGrammar grammar = new RepositoryStatementGrammar(service, name);
        grammar.checkPrincipals(statement, "Principal");
        grammar.checkPrincipals(statement, "NotPrincipal");
        List<String> found = grammar.found;
        for (String key : List.of("Action", "NotAction")) {
            for (JsonNode action : elements(statement.path(key))) {
                String text = action.asText();
                if (ACTION.matcher(text).matches() && service.isUnknown(text)) {
                    found.add(name + ": " + key + " " + text + " is unknown to this version"
                            + service.meant(text)
                                    .map(meant -> "; did you mean " + meant + "?")
                                    .orElse(""));
                }
            }
        }
        return found;
    }

    private void check(JsonNode statement) {
        if (!statement.isObject()) {
            refuse("must be an object with Effect, Principal and Action");
            return;
        }
        if (statement.has("Sid") && !statement.get("Sid").isTextual()) {
            refuse("Sid must be a string; leave it out where there is none");
        }
        if (!List.of("Allow", "Deny").contains(statement.path("Effect").asText())) {
            refuse("Effect " + (statement.has("Effect") ? "must be" : "is missing; write") + " Allow or Deny");
        }
        checkOneOf(statement, "Principal", "NotPrincipal");
        checkOneOf(statement, "Action", "NotAction");
        checkPrincipals(statement, "Principal");
        checkPrincipals(statement, "NotPrincipal");
        checkActions(statement);
        // aws/aws-cdk#3583, aws/aws-cdk#24314, awsdocs/amazon-ecr-user-guide#20
        for (String key : List.of("Resource", "NotResource")) {
            if (statement.has(key)) {
                refuse(key + " must be left out; the policy applies to the repository that it is set on");
            }
        }
        checkCondition(statement);
    }

    private void checkOneOf(JsonNode statement, String key, String negated) {
        boolean both = statement.has(key) && statement.has(negated);
        boolean none = !statement.has(key) && !statement.has(negated);
        if (both || none) {
            refuse((both ? "has both " : "has neither ") + key + (both ? " and " : " nor ") + negated
                    + "; write exactly one of them");
        }
    }

    private void checkPrincipals(JsonNode statement, String key) {
        JsonNode principals = statement.path(key);
        if (principals.isMissingNode() || principals.asText().equals("*")) {
            return;
        }
        if (!principals.isObject() || principals.isEmpty()) {
            refuse(key + " must be \"*\" or an object such as {\"AWS\": [\"<account id or ARN>\"]}");
            return;
        }
        for (Map.Entry<String, JsonNode> type : principals.properties()) {
            if (elements(type.getValue()).stream().anyMatch(JsonNode::isNumber)) {
                refuse(key + "." + shown(type.getKey()) + " holds "
                        + elements(type.getValue()).stream()
                                .filter(JsonNode::isNumber)
                                .findFirst()
                                .map(number -> "the number " + shown(number.asText()))
                                .orElseThrow()
                        + "; write account ids as strings, in quotes and with all 12 digits");
            } else {
                checkStrings(type.getValue(), key + "." + shown(type.getKey()));
            }
        }
        // "You cannot use a wildcard to match part of a principal name or ARN" (IAM user guide, element Principal);
        // hashicorp/terraform-provider-aws#3924
        for (JsonNode principal : elements(principals.path("AWS"))) {
            String text = principal.asText();
            if (text.contains("*") && !text.equals("*")) {
                refuse(key
                        + ".AWS has a wildcard inside an ARN, which IAM does not match; name the account and narrow it"
                        + " with a Condition on aws:PrincipalArn");
                return;
            }
            checkAccount(key, principal);
        }
    }

    private void checkAccount(String key, JsonNode principal) {
        Matcher account = ACCOUNT.matcher(principal.isTextual() ? principal.textValue() : "");
        if (account.matches() && account.group(1).length() != 12) {
            int digits = account.group(1).length();
            refuse(key + ".AWS " + shown(principal.textValue()) + " names an account of " + digits
                    + (digits == 1 ? " digit" : " digits") + "; an account id has 12, leading zeros included");
        }
    }

    /** NotAction may name any action of ECR: it says what a statement leaves out. */
    private void checkActions(JsonNode statement) {
        for (String key : List.of("Action", "NotAction")) {
            if (!statement.has(key)) {
                continue;
            }
            checkStrings(statement.get(key), key);
            for (JsonNode action : elements(statement.get(key))) {
                if (action.isTextual() && !action.textValue().equals("*")) {
                    checkAction(key, action.textValue());
                }
            }
        }
    }

    private void checkAction(String key, String text) {
        if (!Spelling.FOLDED.name(text).startsWith(service.prefix())) {
            refuse(key + (ACTION.matcher(text).matches() ? " " + text : "")
                    + (service == PolicyService.ECR ? " is not one of ECR" : " is not one of ECR Public")
                    + "; every action must start with \"" + service.prefix() + "\" or be \"*\"");
        } else if (key.equals("Action")) {
            service.registryAction(text)
                    .ifPresent(registryAction -> refuse("Action " + registryAction
                            + " acts on the registry and not on a repository, so ECR refuses it here; allow it in an"
                            + " IAM policy of the caller"));
        }
    }

    private void checkCondition(JsonNode statement) {
        JsonNode condition = statement.path("Condition");
        if (condition.isMissingNode()) {
            return;
        }
        if (!condition.isObject()) {
            refuse("Condition must be an object of operators; leave it out where there is none");
            return;
        }
        checkNamedOnce(condition, "Condition", "operator");
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            String place = "Condition." + shown(operator.getKey());
            if (!operator.getValue().isObject()) {
                refuse(place + " must be an object of condition keys and their values");
                continue;
            }
            checkNamedOnce(operator.getValue(), place, "condition key");
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                checkStrings(key.getValue(), place + "." + shown(key.getKey()));
            }
        }
    }

    private void checkNamedOnce(JsonNode object, String place, String what) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!names.add(Spelling.FOLDED.name(member.getKey()))) {
                refuse(place + " names one " + what + " twice in different case (" + shown(member.getKey())
                        + "); put all its values in one list");
            }
        }
    }

    private void checkStrings(JsonNode value, String place) {
        List<JsonNode> elements = elements(value);
        if (elements.isEmpty() || elements.stream().anyMatch(element -> !element.isTextual())) {
            refuse(place + " must be a string or a list of at least one string");
        }
    }

    private static List<JsonNode> elements(JsonNode value) {
        List<JsonNode> elements = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(elements::add);
        } else if (!value.isMissingNode()) {
            elements.add(value);
        }
        return elements;
    }

    /** Names of operators, keys and principal types are no secrets, but may be of any length. */
    private static String shown(String key) {
        return key.length() <= 64 ? key : key.substring(0, 64) + "…";
    }

    private void refuse(String why) {
        found.add(name + ": " + why);
    }
}
