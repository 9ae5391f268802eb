package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.manifest.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The EcrRegistries among the files, and which of them objects mean. */
final class Registries {

    private static final String DEFAULT = "default";

    private final Map<String, Manifest> byName = new HashMap<>();
    private final Map<String, EcrRegistrySpec> specs = new HashMap<>();

    Registries(List<Manifest> objects) {
        objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRegistry"))
                .forEach(manifest -> byName.put(manifest.name(), manifest));
    }

    /** The registry's account and region where the files say it, else the name that the object uses for it. */
    String identity(Manifest object) {
        return id(object).map(RegistryId::inWords).orElseGet(() -> "EcrRegistry " + name(object));
    }

    /** The same for what the registries of an account share. */
    String account(Manifest object) {
        return id(object).map(RegistryId::accountId).orElseGet(() -> "EcrRegistry " + name(object));
    }

    /** Where the registry is, if the files say it. */
    Optional<RegistryId> id(Manifest object) {
        return tree(object)
                .map(spec -> new RegistryId(
                        spec.path("accountId").asText(), spec.path("region").asText()));
    }

    /** What the registry gives to repositories that do not say it themselves; a missing node if the files do not tell. */
    JsonNode defaults(Manifest repository) {
        return tree(repository).map(spec -> spec.path("defaults")).orElse(MissingNode.getInstance());
    }

    /** The EcrRegistry of a name as the operator reads it; empty if it is not among the files. */
    Optional<EcrRegistrySpec> spec(String name) {
        return Optional.ofNullable(specs.computeIfAbsent(name, this::typed));
    }

    private EcrRegistrySpec typed(String name) {
        return byName.containsKey(name)
                ? ((EcrRegistry) byName.get(name).object().orElseThrow()).getSpec()
                : null;
    }

    /** The name by which the object means its registry. */
    static String name(Manifest object) {
        return object.tree().at("/spec/registryRef/name").asText(DEFAULT);
    }

    private Optional<JsonNode> tree(Manifest object) {
        return Optional.ofNullable(byName.get(name(object)))
                .map(manifest -> manifest.tree().path("spec"));
    }
}
