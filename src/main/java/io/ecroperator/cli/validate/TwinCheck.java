package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final List<Manifest> all;

    /** Other kinds count too: Secrets and ConfigMaps may be among the files. */
    TwinCheck(List<Manifest> all) {
        this.all = all;
    }

    /**
     * Something that only one object may declare.
     *
     * @param key the same for the same thing
     * @param field the field that names it
     */
    private record Thing(String key, String field, String name) {}

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        Registries registries = new Registries(objects);
        WrittenObjects written = new WrittenObjects(all, registries);
        Map<String, Manifest> others = others();
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
            for (Thing thing : things(manifest, registries, written)) {
                Manifest twin = thingsSeen.putIfAbsent(thing.key(), manifest);
                if (twin != null && !twin.equals(manifest)) {
                    findings.add(Finding.of(
                            Topic.SAME_THING,
                            manifest,
                            thing.field(),
                            twin.inWords() + " in " + twin.place().inWords() + " declares " + thing.name()
                                    + " too: let one object declare it."));
                }
                if (others.containsKey(thing.key())) {
                    findings.add(
                            Finding.of(
                                    Topic.SAME_THING,
                                    manifest,
                                    thing.field(),
                                    others.get(thing.key()).place().inWords() + " is " + thing.name()
                                            + ", and the operator writes none that somebody else has made: choose another name."));
                }
            }
        }
        return findings.stream();
    }

    private Map<String, Manifest> others() {
        Map<String, Manifest> others = new HashMap<>();
        all.stream()
                .filter(manifest -> manifest.apiVersion().equals("v1"))
                .forEach(manifest -> others.putIfAbsent(manifest.inWords(), manifest));
        return others;
    }

    private static List<Thing> things(Manifest manifest, Registries registries, WrittenObjects written) {
        Naming naming = IN_AWS.get(manifest.kind());
        Stream<Thing> inTheCluster =
                written.of(manifest).map(each -> new Thing(each.inWords(), each.field(), "the " + each.inWords()));
        return naming == null
                ? inTheCluster.toList()
                : Stream.concat(Stream.of(inAws(manifest, naming, registries)), inTheCluster)
                        .toList();
    }

    private static Thing inAws(Manifest manifest, Naming naming, Registries registries) {
        JsonNode spec = manifest.tree().path("spec");
        String name = spec.path(naming.field()).asText(manifest.name());
        String place = manifest.kind().equals("EcrPublicRepository")
                ? registries.account(manifest)
                : registries.identity(manifest);
        return new Thing(
                manifest.kind() + " " + place + " " + name,
                spec.has(naming.field()) ? "spec." + naming.field() : "metadata.name",
                naming.noun() + " " + name);
    }
}
