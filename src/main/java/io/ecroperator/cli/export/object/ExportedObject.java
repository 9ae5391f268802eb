package io.ecroperator.cli.export.object;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.terminal.TerminalText;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/**
 * One object for Git.
 *
 * @param object as it is applied: no status, nothing that a server adds
 * @param remarks sentences that stand above it as comments: what is text and not typed, and what is left out, and why
 */
public record ExportedObject(ObjectNode object, List<String> remarks) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the list. */
    public ExportedObject {
        remarks = List.copyOf(remarks);
    }

    /** The manifest of an object. */
    public static ExportedObject of(CustomResource<?, ?> object, List<String> remarks) {
        ObjectNode tree = MAPPER.valueToTree(object);
        tree.remove("status");
        return new ExportedObject(tree, remarks);
    }

    public String kind() {
        return object.path("kind").textValue();
    }

    public String name() {
        return object.at("/metadata/name").textValue();
    }

    /** Empty where whoever applies the object says it, and for kinds of the whole cluster. */
    public String namespace() {
        return object.at("/metadata/namespace").asText();
    }

    /** As it is written. */
    public ExportedManifest manifest() {
        return new ExportedManifest(kind(), namespace(), name(), remarks, text());
    }

    /** The comments and the object. */
    public String text() {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> remark.lines()
                .forEach(line ->
                        text.append("# ").append(TerminalText.line(line)).append('\n')));
        return text.append(YamlText.of(object)).toString();
    }
}
