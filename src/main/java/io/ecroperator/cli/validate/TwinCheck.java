package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects that are there twice, and things in AWS or the cluster that two objects declare. */
final class TwinCheck implements Check {

    /**
     * How a kind names its thing.
     *
     * @param noun what it is
     * @param field the field of the spec with the name; without it, the object's own name counts
     */
    private record Naming(String noun, String field) {}

    private static final Map<String, Naming> IN_AWS = Map.of(
            "EcrRepository", new Naming("the repository", "repositoryName"),
            "EcrPublicRepository", new Naming("the public repository", "repositoryName"),
            "EcrPullThroughCacheRule", new Naming("the cache rule for the prefix", "ecrRepositoryPrefix"),
            "EcrRepositoryCreationTemplate", new Naming("the template for the prefix", "prefix"));

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        Registries registries = new Registries(objects);
        Map<String, Manifest> objectsSeen = new HashMap<>();
        Map<String, Manifest> thingsSeen = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Manifest manifest : objects) {
            Manifest same = objectsSeen.putIfAbsent(manifest.inWords(), manifest);
            if (same != null) {
                findings.add(Finding.of(
                        Topic.DECLARED_TWICE,
                        manifest,
                        "",
                        "is in " + same.place().inWords() + " too: take one of them out, or rename it."));
                continue;
            }
            Optional<Thing> thing = thing(manifest, registries);
            Optional<Manifest> twin = thing.map(each -> thingsSeen.putIfAbsent(each.key(), manifest));
            twin.ifPresent(other -> findings.add(Finding.of(
                    Topic.SAME_THING,
                    manifest,
                    thing.get().field(),
                    other.inWords() + " in " + other.place().inWords() + " declares "
                            + thing.get().name() + " too: let one object declare it.")));
        }
        return findings.stream();
    }

    private record Thing(String key, String field, String name) {}

    private static Optional<Thing> thing(Manifest manifest, Registries registries) {
        Naming naming = IN_AWS.get(manifest.kind());
        JsonNode spec = manifest.tree().path("spec");
        if (naming != null) {
            String name = spec.path(naming.field()).asText(manifest.name());
            return Optional.of(new Thing(
                    manifest.kind() + " " + registries.identity(manifest) + " " + name,
                    spec.has(naming.field()) ? "spec." + naming.field() : "metadata.name",
                    naming.noun() + " " + name));
        }
        if (manifest.kind().equals("EcrPullSecret")) {
            String name = spec.path("secret").path("name").asText(manifest.name());
            return Optional.of(new Thing(
                    "Secret " + manifest.namespace() + " " + name,
                    spec.path("secret").has("name") ? "spec.secret.name" : "metadata.name",
                    "the Secret " + name));
        }
        return Optional.empty();
    }
}
