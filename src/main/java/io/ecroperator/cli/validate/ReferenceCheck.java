package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of other objects that the files do not hold. */
final class ReferenceCheck implements Check {

    private record Reference(String field, String kind, boolean namespaced, String name) {}

    private final Set<String> known = new HashSet<>();

    /** Other kinds count too: Secrets may be among the files. */
    ReferenceCheck(List<Manifest> all) {
        all.forEach(manifest -> {
            known.add(key(manifest.kind(), manifest.namespace(), manifest.name()));
            known.add(key(manifest.kind(), "", manifest.name()));
        });
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        return objects.stream().flatMap(manifest -> references(manifest).stream()
                .filter(reference -> !known.contains(
                        key(reference.kind(), reference.namespaced() ? manifest.namespace() : "", reference.name())))
                .map(reference -> finding(manifest, reference)));
    }

    private Finding finding(Manifest manifest, Reference reference) {
        boolean elsewhere = known.contains(key(reference.kind(), "", reference.name()));
        return Finding.of(
                Topic.NOT_AMONG_THE_FILES,
                manifest,
                reference.field(),
                reference.kind() + " " + reference.name() + " is not among the files"
                        + (elsewhere ? " of this namespace; one in another namespace is not meant." : "."));
    }

    private static List<Reference> references(Manifest manifest) {
        JsonNode spec = manifest.tree().path("spec");
        List<Reference> found = new ArrayList<>();
        add(found, spec, "spec.registryRef", "EcrRegistry", false);
        add(found, spec, "spec.lifecyclePolicy.ref", "EcrLifecyclePolicy", true);
        add(found, spec, "spec.repositoryPolicy.ref", "EcrRepositoryPolicy", true);
        add(found, spec, "spec.credentials.accessKeySecret", "Secret", false);
        add(found, spec, "spec.catalogData.logoImageFrom.configMapKeyRef", "ConfigMap", true);
        int index = 0;
        for (JsonNode registry : spec.path("registries")) {
            String field = "spec.registries[" + index++ + "].registryRef";
            name(found, registry.path("registryRef"), field, "EcrRegistry", false);
        }
        return found;
    }

    private static void add(List<Reference> found, JsonNode spec, String field, String kind, boolean namespaced) {
        JsonNode reference = spec.at("/" + field.substring("spec.".length()).replace('.', '/'));
        name(found, reference, field, kind, namespaced);
    }

    private static void name(List<Reference> found, JsonNode reference, String field, String kind, boolean namespaced) {
        if (reference.has("name")) {
            found.add(new Reference(
                    field + ".name", kind, namespaced, reference.path("name").asText()));
        }
    }
}
