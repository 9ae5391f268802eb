package io.ecroperator.emulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Members of a policy that are one text or a list of them. */
final class Texts {
    private Texts() {}

    static List<String> of(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? oneOrMany.valueStream().map(JsonNode::asText).toList()
                : oneOrMany.isMissingNode() ? List.of() : List.of(oneOrMany.asText());
    }
}
