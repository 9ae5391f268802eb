package io.ecroperator.cli.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.terminal.TerminalText;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One object for Git.
 *
 * @param object as it is applied: no status, nothing that a server adds
 * @param remarks sentences that stand above it as comments: what is text and not typed, and what is left out, and why
 */
record ExportedObject(ObjectNode object, List<String> remarks) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the list. */
    ExportedObject {
        remarks = List.copyOf(remarks);
    }

    /** The manifest of an object. */
    static ExportedObject of(CustomResource<?, ?> object, List<String> remarks) {
        ObjectNode tree = MAPPER.valueToTree(object);
        tree.remove("status");
        return new ExportedObject(tree, remarks);
    }

    String kind() {
        return object.path("kind").textValue();
    }

    String name() {
        return object.at("/metadata/name").textValue();
    }

    /** Empty where whoever applies the object says it, and for kinds of the whole cluster. */
    String namespace() {
        return object.at("/metadata/namespace").asText();
    }

    /** The first one that another has kind, namespace and name of, such as {@code EcrRepository team-a/api}. */
    static Optional<String> twice(List<ExportedObject> objects) {
        Set<String> seen = new HashSet<>();
        return objects.stream()
                .map(object -> object.kind() + " " + (object.namespace().isEmpty() ? "" : object.namespace() + "/")
                        + object.name())
                .filter(object -> !seen.add(object))
                .findFirst();
    }

    /** Such as {@code ecrrepository-team-a-api.yaml}: one for each object of a namespace, at most 255 characters. */
    String fileName() {
        return kind().toLowerCase(Locale.ROOT) + "-" + name() + ".yaml";
    }

    /** Such as {@code ecrrepository-team-a.api.yaml}: one for each object of several namespaces, whose names have no dots. */
    String fileNameWithNamespace() {
        return kind().toLowerCase(Locale.ROOT) + "-" + (namespace().isEmpty() ? "" : namespace() + ".") + name()
                + ".yaml";
    }

    /** The comments and the object. */
    String text() {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> remark.lines()
                .forEach(line ->
                        text.append("# ").append(TerminalText.line(line)).append('\n')));
        return text.append(YamlText.of(object)).toString();
    }
}
