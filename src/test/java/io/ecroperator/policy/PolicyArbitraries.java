package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Random documents: well-formed ones, whose single mutations all change the meaning, and arbitrary JSON. */
final class PolicyArbitraries {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> KEYS = List.of(
            "rules",
            "rulePriority",
            "selection",
            "action",
            "type",
            "tagStatus",
            "tagPatternList",
            "tagPrefixList",
            "storageClass",
            "countType",
            "countUnit",
            "countNumber",
            "targetStorageClass",
            "description",
            "Version",
            "Id",
            "Statement",
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "Condition",
            "AWS",
            "StringEquals",
            "stringequals",
            "",
            "x");
    private static final List<String> TEXTS = List.of(
            "tagged",
            "untagged",
            "any",
            "standard",
            "archive",
            "imageCountMoreThan",
            "sinceImagePushed",
            "sinceImagePulled",
            "sinceImageTransitioned",
            "days",
            "expire",
            "transition",
            "Allow",
            "Deny",
            "*",
            "**a*b**",
            "111122223333",
            "arn:aws:iam::111122223333:root",
            "AROAEXAMPLEID12345678",
            "ecr:*",
            "ecr:PutImage",
            "ecr:GetAuthorizationToken",
            "s3:GetObject",
            "2012-10-17",
            "");

    private PolicyArbitraries() {}

    /** JSON of any shape, at most five levels deep, made of the words of both grammars and of others. */
    static Arbitrary<JsonNode> json() {
        Arbitrary<JsonNode> scalar = Arbitraries.oneOf(
                text().map(NODES::textNode),
                Arbitraries.of(TEXTS).map(NODES::textNode),
                Arbitraries.integers().between(-1, 100).map(NODES::numberNode),
                Arbitraries.bigDecimals().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        return Arbitraries.recursive(() -> scalar, PolicyArbitraries::nested, 0, 4);
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> inner) {
        Arbitrary<String> key = Arbitraries.oneOf(Arbitraries.of(KEYS), text().ofMaxLength(3));
        return Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(3).map(elements -> NODES.arrayNode().addAll(elements)),
                Arbitraries.maps(key, inner).ofMaxSize(8).map(members -> NODES.objectNode()
                        .setAll(members)));
    }

    /** Any characters that have a UTF-8 form. */
    private static StringArbitrary text() {
        return Arbitraries.strings()
                .withCharRange('\0', '\u04ff')
                .withChars('"', '\\', '\ufffd')
                .ofMaxLength(8);
    }

    /** A lifecycle policy of up to five rules with distinct priorities; not always one that ECR accepts. */
    static Arbitrary<ObjectNode> lifecyclePolicy() {
        Arbitrary<List<Integer>> priorities =
                Arbitraries.integers().between(1, 999).list().uniqueElements().ofMaxSize(5);
        return Combinators.combine(priorities, rule().list().ofSize(5), unknown())
                .as((numbers, rules, unknown) -> {
                    ObjectNode policy = NODES.objectNode();
                    ArrayNode list = policy.putArray("rules");
                    for (int index = 0; index < numbers.size(); index++) {
                        list.add(rules.get(index).deepCopy().put("rulePriority", numbers.get(index)));
                    }
                    return policy.setAll(unknown);
                });
    }

    private static Arbitrary<ObjectNode> rule() {
        Arbitrary<ObjectNode> action = Arbitraries.of(
                NODES.objectNode().put("type", "expire"),
                NODES.objectNode().put("type", "transition").put("targetStorageClass", "archive"));
        return Combinators.combine(selection(), action, text().optional(0.3), unknown())
                .as((selection, act, description, unknown) -> {
                    ObjectNode rule = NODES.objectNode();
                    description.ifPresent(text -> rule.put("description", text));
                    rule.set("selection", selection.deepCopy());
                    rule.set("action", act.deepCopy());
                    return rule.setAll(unknown);
                });
    }

    private static Arbitrary<ObjectNode> selection() {
        Arbitrary<List<String>> tags = Arbitraries.of("v*", "prod*", "*-rc*", "latest", "é")
                .list()
                .uniqueElements()
                .ofMinSize(1);
        return Combinators.combine(
                        Arbitraries.of("", "tagPatternList", "tagPrefixList"),
                        tags,
                        Arbitraries.of("imageCountMoreThan", "sinceImagePushed", "sinceImageTransitioned"),
                        Arbitraries.integers().between(1, 1_000),
                        unknown())
                .as((list, entries, countType, number, unknown) -> {
                    ObjectNode selection = NODES.objectNode();
                    selection.put("tagStatus", list.isEmpty() ? "untagged" : "tagged");
                    if (!list.isEmpty()) {
                        entries.forEach(selection.withArray("/" + list)::add);
                    }
                    if (countType.equals("sinceImageTransitioned")) {
                        selection.put("storageClass", "archive");
                    }
                    if (!countType.equals("imageCountMoreThan")) {
                        selection.put("countUnit", "days");
                    }
                    selection.put("countType", countType).put("countNumber", number);
                    return selection.setAll(unknown);
                });
    }

    /** Members that no one knows yet, most often none. */
    private static Arbitrary<Map<String, JsonNode>> unknown() {
        Arbitrary<JsonNode> value = Arbitraries.of(
                NODES.textNode("u"),
                NODES.numberNode(7),
                NODES.booleanNode(true),
                NODES.arrayNode().add("b").add("a"),
                NODES.objectNode().put("z", 1).put("a", 2));
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Map.of())),
                Tuple.of(1, Arbitraries.maps(Arbitraries.of("futureOne", "futureTwo"), value)));
    }

    /** A repository policy of up to four statements; all but the first have a Sid, which keeps them distinct. */
    static Arbitrary<ObjectNode> repositoryPolicy() {
        return Combinators.combine(
                        statement().list().ofMaxSize(4), Arbitraries.of(true, false), text().optional(0.2), unknown())
                .as((statements, newVersion, id, unknown) -> {
                    ObjectNode policy = NODES.objectNode();
                    if (newVersion) {
                        policy.put("Version", "2012-10-17");
                    }
                    id.ifPresent(text -> policy.put("Id", text));
                    ArrayNode list = policy.putArray("Statement");
                    for (int index = 0; index < statements.size(); index++) {
                        ObjectNode statement = statements.get(index).deepCopy();
                        list.add(index == 0 ? statement : statement.put("Sid", "s" + index));
                    }
                    return policy.setAll(unknown);
                });
    }

    private static Arbitrary<ObjectNode> statement() {
        return Combinators.combine(
                        Arbitraries.of("Allow", "Deny"),
                        Arbitraries.of("Principal", "NotPrincipal"),
                        principal(),
                        Arbitraries.of("Action", "NotAction"),
                        values("ecr:BatchGetImage", "ecr:PutImage", "ecr:*", "*", "ecr:Get*"),
                        condition().optional(0.5),
                        unknown())
                .as((effect, principalKey, principal, actionKey, actions, condition, unknown) -> {
                    ObjectNode statement = NODES.objectNode().put("Effect", effect);
                    statement.set(principalKey, principal.deepCopy());
                    statement.set(actionKey, actions.deepCopy());
                    condition.ifPresent(node -> statement.set("Condition", node.deepCopy()));
                    return statement.setAll(unknown);
                });
    }

    private static Arbitrary<JsonNode> principal() {
        Arbitrary<JsonNode> aws = values(
                "111122223333",
                "arn:aws:iam::444455556666:root",
                "arn:aws:iam::111122223333:role/ci",
                "AROAEXAMPLEID12345678");
        Arbitrary<JsonNode> service = values("lambda.amazonaws.com", "codebuild.amazonaws.com");
        return Arbitraries.oneOf(
                Arbitraries.just(NODES.textNode("*")),
                aws.map(node -> NODES.objectNode().set("AWS", node)),
                Combinators.combine(aws, service)
                        .as((one, other) ->
                                NODES.objectNode().<ObjectNode>set("AWS", one).set("Service", other)));
    }

    private static Arbitrary<ObjectNode> condition() {
        Arbitrary<JsonNode> value = Arbitraries.oneOf(
                values("o-1", "O-1", "10.0.0.0/8", "é"),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.integers().map(NODES::numberNode));
        Arbitrary<ObjectNode> keys = Arbitraries.maps(
                        Arbitraries.of("aws:PrincipalOrgID", "aws:SourceIp", "aws:SecureTransport"), value)
                .ofMinSize(2)
                .map(members -> NODES.objectNode().setAll(members));
        return Arbitraries.maps(Arbitraries.of("StringEquals", "StringLike", "Bool"), keys)
                .ofMinSize(1)
                .map(members -> NODES.objectNode().setAll(members));
    }

    /** One of them alone, or a list of some. */
    private static Arbitrary<JsonNode> values(String... choices) {
        return Arbitraries.of(choices).list().uniqueElements().ofMinSize(1).map(texts -> {
            ArrayNode list = NODES.arrayNode();
            texts.forEach(list::add);
            return texts.size() == 1 ? list.get(0) : list;
        });
    }
}
