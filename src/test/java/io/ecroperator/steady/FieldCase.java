package io.ecroperator.steady;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ecroperator.emulator.Registry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The life of a field, or of some that go together. All specs are YAML.
 *
 * @param about what it is called
 * @param first a spec with the field
 * @param changed the same with another value
 * @param absent the same without the field; empty where it cannot be left out
 * @param removed the same with the value that removes it; empty where there is none
 * @param read the call that shows the field
 * @param request its request
 * @param at where in the answer it is, as a JSON pointer
 * @param shown what is there for the first value, for the other one, and once it is removed; the last is empty if nothing is
 * @param drift what somebody else calls so that another value is there; empty where ECR has no such call
 * @param driftRequest its request
 */
record FieldCase(
        String about,
        String first,
        String changed,
        String absent,
        String removed,
        String read,
        String request,
        String at,
        List<String> shown,
        String drift,
        String driftRequest) {

    /** What ECR shows; empty if it shows nothing. */
    String in(Registry ecr) {
        JsonNode found = answer(ecr).at(at);
        return found.isMissingNode() || found.isNull() || (found.isEmpty() && found.isContainerNode())
                ? ""
                : found.isValueNode() ? found.asText() : found.toString();
    }

    private JsonNode answer(Registry ecr) {
        try {
            return ecr.call(read, request);
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("NotFoundException");
            return MissingNode.getInstance();
        }
    }

    /** The fields that the first spec has, below {@code spec}, with dots between. */
    Set<String> fields() {
        Set<String> paths = new TreeSet<>();
        collect("", Serialization.unmarshal("spec: " + first, Map.class).get("spec"), paths);
        return paths;
    }

    private static void collect(String path, Object node, Set<String> paths) {
        switch (node) {
            case List<?> list -> list.forEach(element -> collect(path, element, paths));
            case Map<?, ?> map -> {
                paths.add(path);
                map.forEach((key, value) -> collect(path.isEmpty() ? key.toString() : path + "." + key, value, paths));
            }
            default -> paths.add(path);
        }
    }

    @Override
    public String toString() {
        return about;
    }
}
