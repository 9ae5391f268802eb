package io.ecroperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What policies of {@code deploy/iam} allow to the role of the operator, all or all but one action. */
final class ShippedRights {

    /** As whom the operator calls. */
    static final String SESSION = "arn:aws:sts::" + World.ACCOUNT + ":assumed-role/ecr-operator/session";

    private static final String ROLE = "arn:aws:iam::" + World.ACCOUNT + ":role/ecr-operator";
    private static final Pattern ACTION = Pattern.compile("\\b(ecr|tag|sts|iam):[A-Z][A-Za-z]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> files;

    /** Those of files such as {@code manage-repositories.json}. */
    ShippedRights(String... files) {
        this.files = List.of(files);
    }

    /** All actions. */
    List<String> actions() {
        return statements().flatMap(ShippedRights::actionsOf).toList();
    }

    /** Gives all of them to the role. */
    void allow(World world) {
        allowAllBut(world, "none");
    }

    /** Gives all but one action to the role. */
    void allowAllBut(World world, String action) {
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        statements().map(JsonNode::<ObjectNode>deepCopy).forEach(statement -> {
            List<String> left =
                    actionsOf(statement).filter(each -> !each.equals(action)).toList();
            if (!left.isEmpty()) {
                ArrayNode actions = statement.putArray("Action");
                left.forEach(actions::add);
                statements.add(statement);
            }
        });
        world.emulator().iam().policy(ROLE, policy.toString());
    }

    /** The actions that texts name. */
    static Set<String> actionsIn(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> ACTION.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<JsonNode> statements() {
        return files.stream().map(file -> Path.of("deploy", "iam", file)).flatMap(file -> {
            try {
                return JSON.readTree(file.toFile()).path("Statement").valueStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Stream<String> actionsOf(JsonNode statement) {
        JsonNode actions = statement.path("Action");
        return actions.isArray() ? actions.valueStream().map(JsonNode::asText) : Stream.of(actions.asText());
    }
}
