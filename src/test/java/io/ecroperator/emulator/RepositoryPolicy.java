package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.Wildcard;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A policy of a repository or registry as ECR keeps it, which is not as it was sent: laid out by Jackson, lists of one collapsed to strings,
 * account ids turned into root ARNs, and the order of lists different from read to read
 * (crossplane-contrib/provider-aws#780).
 *
 * @param document the normalised document
 * @param actions what its actions are of
 */
record RepositoryPolicy(ObjectNode document, RepositoryActions actions) {
    private static final String DEFAULT_VERSION = "2008-10-17";
    private static final String ACCOUNT_ID = "[0-9]{12}";

    /** {@return a repository's policy in normal form; InvalidParameterException if AWS would refuse it} */
    static RepositoryPolicy of(String text, Principals principals, RegistryState home) {
        return of(text, principals, home.key(), home.kind().policies());
    }

    /** {@return the policy in normal form; InvalidParameterException if AWS would refuse it} */
    static RepositoryPolicy of(String text, Principals principals, RegistryKey registry, PolicyScope scope) {
        ObjectNode given = new RepositoryPolicyGrammar(principals, scope).check(text);
        ObjectNode normal = Json.object();
        normal.put("Version", given.path("Version").asText(DEFAULT_VERSION));
        if (given.has("Id")) {
            normal.set("Id", given.get("Id"));
        }
        ArrayNode statements = normal.putArray("Statement");
        RepositoryPolicyGrammar.asList(given.path("Statement"))
                .forEach(statement -> statements.add(normalised(statement, registry)));
        return new RepositoryPolicy(normal, scope.actions());
    }

    private static JsonNode normalised(JsonNode node, RegistryKey registry) {
        if (node.isArray()) {
            if (node.size() == 1) {
                return normalised(node.get(0), registry);
            }
            ArrayNode array = Json.MAPPER.createArrayNode();
            node.forEach(item -> array.add(normalised(item, registry)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = Json.object();
            node.properties()
                    .forEach(member -> object.set(
                            member.getKey(),
                            "AWS".equals(member.getKey())
                                    ? normalised(withRootArns(member.getValue(), registry), registry)
                                    : normalised(member.getValue(), registry)));
            return object;
        }
        return node;
    }

    private static JsonNode withRootArns(JsonNode principals, RegistryKey registry) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        RepositoryPolicyGrammar.asList(principals).forEach(principal -> {
            String text = principal.asText();
            array.add(text.matches(ACCOUNT_ID) ? "arn:%s:iam::%s:root".formatted(registry.partition(), text) : text);
        });
        return array;
    }

    /** {@return the text of one read} */
    String text(Random random, Principals principals) {
        return Json.pretty(shuffled(document, random, principals));
    }

    private static JsonNode shuffled(JsonNode node, Random random, Principals principals) {
        if (node.isArray()) {
            List<JsonNode> items = RepositoryPolicyGrammar.asList(node);
            Collections.shuffle(items, random);
            ArrayNode array = Json.MAPPER.createArrayNode();
            items.forEach(item -> array.add(shuffled(item, random, principals)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = Json.object();
            node.properties()
                    .forEach(member -> object.set(member.getKey(), shuffled(member.getValue(), random, principals)));
            return object;
        }
        return principals
                .uniqueIdOfDeleted(node.asText())
                .<JsonNode>map(TextNode::valueOf)
                .orElse(node);
    }

    /** {@return whether it denies the caller, without condition, to set the policy again} */
    boolean locksOut(Caller caller) {
        return denies(caller, "SetRepositoryPolicy");
    }

    /** {@return whether it denies the caller an operation without condition; conditions are not evaluated} */
    boolean denies(Caller caller, String operation) {
        return statements().stream()
                .anyMatch(statement -> isDeny(statement) && appliesTo(statement, caller, operation));
    }

    /** {@return the same of a registry policy, about one resource} */
    boolean denies(Caller caller, String operation, String resource) {
        return statements().stream()
                .anyMatch(statement ->
                        isDeny(statement) && isAbout(statement, resource) && appliesTo(statement, caller, operation));
    }

    /** {@return whether a registry policy allows the caller an operation on a resource; conditions are not evaluated} */
    boolean allows(Caller caller, String operation, String resource) {
        return statements().stream()
                .anyMatch(statement ->
                        isAllow(statement) && isAbout(statement, resource) && appliesTo(statement, caller, operation));
    }

    /** {@return whether it allows the caller an operation; conditions are not evaluated} */
    private boolean allows(Caller caller, String operation) {
        return statements().stream()
                .anyMatch(statement -> isAllow(statement) && appliesTo(statement, caller, operation));
    }

    /** {@return whether a repository of another account lets the caller in; conditions are not evaluated} */
    static boolean lets(RegistryState registry, AwsRequest request) {
        String name = request.repositoryName();
        try {
            return registry.with(name, repository -> repository.policy().stream()
                    .anyMatch(policy -> policy.allows(request.caller(), request.operation())));
        } catch (AwsError notFound) {
            return false;
        }
    }

    /** {@return whether a repository of the caller's own account denies it the operation; conditions are not evaluated} */
    static boolean forbids(RegistryState registry, AwsRequest request) {
        String name = request.repositoryName();
        try {
            return !name.isEmpty()
                    && registry.with(name, repository -> repository.policy().stream()
                            .anyMatch(policy -> policy.denies(request.caller(), request.operation())));
        } catch (AwsError notFound) {
            return false;
        }
    }

    private List<JsonNode> statements() {
        return RepositoryPolicyGrammar.asList(document.path("Statement"));
    }

    private static boolean isAllow(JsonNode statement) {
        return "Allow".equals(statement.path("Effect").asText());
    }

    private static boolean isDeny(JsonNode statement) {
        return "Deny".equals(statement.path("Effect").asText()) && !statement.has("Condition");
    }

    private static boolean isAbout(JsonNode statement, String resource) {
        return statement.has("Resource")
                ? names(statement.path("Resource"), resource)
                : !names(statement.path("NotResource"), resource);
    }

    private static boolean names(JsonNode patterns, String resource) {
        return RepositoryPolicyGrammar.asList(patterns).stream()
                .anyMatch(pattern -> Wildcard.matches(pattern.asText(), resource));
    }

    private boolean appliesTo(JsonNode statement, Caller caller, String operation) {
        boolean action = statement.has("Action")
                ? coversAction(statement.path("Action"), operation)
                : !coversAction(statement.path("NotAction"), operation);
        boolean principal = statement.has("Principal")
                ? names(statement.path("Principal"), caller)
                : !names(statement.path("NotPrincipal"), caller);
        return action && principal;
    }

    private boolean coversAction(JsonNode named, String operation) {
        return RepositoryPolicyGrammar.asList(named).stream()
                .anyMatch(action -> actions.covers(action.asText(), operation));
    }

    private static boolean names(JsonNode principal, Caller caller) {
        Set<String> own = Set.copyOf(List.of("*", caller.arn(), caller.identityArn()));
        return (principal.isTextual() ? List.of(principal) : RepositoryPolicyGrammar.asList(principal.path("AWS")))
                .stream()
                        .map(JsonNode::asText)
                        .anyMatch(text -> own.contains(text) || text.endsWith(":iam::" + caller.account() + ":root"));
    }
}
