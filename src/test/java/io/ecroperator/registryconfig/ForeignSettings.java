package io.ecroperator.registryconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.Registry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What others do to the settings of a registry: they put entries of their own there, with members of which nobody here knows, take
 * them out again, and take out what is not theirs.
 */
final class ForeignSettings {

    /** A member that the emulator is told of. */
    static final String INVENTED = "compression";

    private final Registry registry;
    private final String account;
    private final Random random;
    private final Set<Integer> rules = new TreeSet<>();
    private final Set<Integer> statements = new TreeSet<>();
    private final Set<Integer> principals = new TreeSet<>();

    ForeignSettings(Registry registry, String account, Random random) {
        this.registry = registry;
        this.account = account;
        this.random = random;
    }

    /** Others do something. */
    void act() {
        int which = random.nextInt(4);
        switch (random.nextInt(3)) {
            case 0 -> {
                turn(rules, which);
                ArrayNode left = array();
                replication().forEach(rule -> {
                    if (!rule.has(INVENTED) && random.nextInt(4) > 0) {
                        left.add(rule); // others may take out what is not theirs
                    }
                });
                rules.forEach(rule -> left.add(rule(rule)));
                ObjectNode request = object();
                request.putObject("replicationConfiguration").set("rules", left);
                registry.call("PutReplicationConfiguration", request.toString());
            }
            case 1 -> {
                turn(statements, which);
                ArrayNode left = array();
                policy().forEach(statement -> {
                    if (!isTheirs(statement.path("Sid").asText()) && random.nextInt(4) > 0) {
                        left.add(statement);
                    }
                });
                statements.forEach(statement -> left.add(statement(statement)));
                put(left);
            }
            default -> {
                turn(principals, which);
                exclusions().stream()
                        .filter(arn -> isTheirs(arn) || random.nextInt(4) == 0)
                        .forEach(arn ->
                                registry.call("DeregisterPullTimeUpdateExclusion", "{'principalArn':'" + arn + "'}"));
                principals.forEach(principal -> registry.call(
                        "RegisterPullTimeUpdateExclusion", "{'principalArn':'" + principal(principal) + "'}"));
            }
        }
    }

    private void put(ArrayNode statements) {
        if (statements.isEmpty()) {
            if (!policy().isEmpty()) {
                registry.call("DeleteRegistryPolicy", "{}");
            }
            return;
        }
        ObjectNode policy = object().put("Version", "2012-10-17");
        policy.set("Statement", statements);
        registry.call(
                "PutRegistryPolicy",
                object().put("policyText", policy.toString()).toString());
    }

    /** What others have put there and is not there as they did. */
    List<String> lost() {
        List<String> lost = new ArrayList<>();
        rules.stream()
                .map(this::rule)
                .filter(rule -> !replication().contains(rule))
                .forEach(rule -> lost.add(rule.toString()));
        List<JsonNode> sids = policy();
        statements.stream()
                .map(this::statement)
                .filter(statement ->
                        sids.stream().noneMatch(each -> each.path("Sid").equals(statement.path("Sid"))))
                .forEach(statement -> lost.add(statement.toString()));
        principals.stream()
                .map(this::principal)
                .filter(arn -> !exclusions().contains(arn))
                .forEach(lost::add);
        return lost;
    }

    /** How many entries of others are there. */
    int there() {
        return rules.size() + statements.size() + principals.size() - lost().size();
    }

    /** What is there beside that: filters with their destinations, Sids and ARNs. */
    Set<String> rest() {
        Set<String> rest = new TreeSet<>();
        replication().stream().filter(rule -> !rule.has(INVENTED)).forEach(rule -> rule.path("repositoryFilters")
                .forEach(filter -> rest.add(filter.path("filter").asText() + " to "
                        + rule.at("/destinations/0/region").asText())));
        policy().stream()
                .map(statement -> statement.path("Sid").asText())
                .filter(sid -> !isTheirs(sid))
                .forEach(rest::add);
        exclusions().stream().filter(arn -> !isTheirs(arn)).forEach(rest::add);
        return rest;
    }

    private void turn(Set<Integer> set, int which) {
        if (!set.remove(which)) {
            set.add(which);
        }
    }

    private static boolean isTheirs(String name) {
        return name.contains("theirs");
    }

    private JsonNode rule(int number) {
        ObjectNode rule = object();
        rule.putObject(INVENTED).put("level", number);
        rule.putArray("destinations").addObject().put("region", "us-east-2").put("registryId", account);
        rule.putArray("repositoryFilters")
                .addObject()
                .put("filter", "theirs" + number + "/")
                .put("filterType", "PREFIX_MATCH");
        return rule;
    }

    private JsonNode statement(int number) {
        ObjectNode statement = object().put("Sid", "theirs" + number).put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", "444455556666");
        return statement
                .put("Action", "ecr:ReplicateImage")
                .put("Resource", "arn:aws:ecr:" + region() + ":" + account + ":repository/*");
    }

    private static String region() {
        return "eu-central-1";
    }

    private String principal(int number) {
        return "arn:aws:iam::" + account + ":role/theirs" + number;
    }

    private List<JsonNode> replication() {
        return list(registry.call("DescribeRegistry", "{}").at("/replicationConfiguration/rules"));
    }

    private List<JsonNode> policy() {
        try {
            String text =
                    registry.call("GetRegistryPolicy", "{}").path("policyText").asText();
            return list(Serialization.unmarshal(text, JsonNode.class).path("Statement"));
        } catch (IllegalStateException none) {
            return List.of();
        }
    }

    private List<String> exclusions() {
        return list(registry.call("ListPullTimeUpdateExclusions", "{}").path("pullTimeUpdateExclusions")).stream()
                .map(JsonNode::asText)
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
