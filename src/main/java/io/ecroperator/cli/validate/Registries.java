package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The EcrRegistries among the files, and which of them objects mean. */
final class Registries {

    private static final String DEFAULT = "default";

    private final Map<String, JsonNode> specs = new HashMap<>();

    Registries(List<Manifest> objects) {
        objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRegistry"))
                .forEach(manifest -> specs.put(manifest.name(), manifest.tree().path("spec")));
    }

    /** The registry's account and region where the files say it, else the name that the object uses for it. */
    String identity(Manifest object) {
        return spec(object)
                .map(spec -> spec.path("accountId").asText() + "/"
                        + spec.path("region").asText())
                .orElseGet(() -> "EcrRegistry " + name(object));
    }

    /** What the registry gives to repositories that do not say it themselves; a missing node if the files do not tell. */
    JsonNode defaults(Manifest repository) {
        return spec(repository).map(spec -> spec.path("defaults")).orElse(MissingNode.getInstance());
    }

    private Optional<JsonNode> spec(Manifest object) {
        return Optional.ofNullable(specs.get(name(object)));
    }

    private static String name(Manifest object) {
        return object.tree().path("spec").path("registryRef").path("name").asText(DEFAULT);
    }
}
