package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.List;

/** The generators among manifests that ask ECR for tokens. */
final class EcrGenerators {

    private final List<Manifest> generators;

    EcrGenerators(List<Manifest> all) {
        this.generators = all.stream()
                .filter(manifest -> manifest.apiVersion().startsWith(EcrGenerator.GROUP + "/"))
                .toList();
    }

    /** What a reference leads to. */
    sealed interface Lookup {}

    /** A generator that asks ECR. */
    record Found(EcrGenerator generator) implements Lookup {}

    /** A generator that asks something else. */
    record AsksElsewhere() implements Lookup {}

    /** Nothing that can be converted, and why, as the end of a sentence. */
    record Unknown(String why) implements Lookup {}

    /** What is meant by a generatorRef of {@code from}. */
    Lookup find(JsonNode reference, ExternalSecret from) {
        String kind = reference.path("kind").asText();
        String name = reference.path("name").asText();
        List<Manifest> named = generators.stream()
                .filter(generator ->
                        generator.kind().equals(kind) && generator.name().equals(name))
                .toList();
        return switch (kind) {
            case EcrGenerator.OF_CLUSTER -> ofCluster(name, named, from);
            case EcrGenerator.KIND -> ofNamespace(name, named, from);
            default -> new AsksElsewhere();
        };
    }

    private static Lookup ofCluster(String name, List<Manifest> named, ExternalSecret from) {
        if (named.isEmpty()) {
            return missing(EcrGenerator.OF_CLUSTER, name);
        }
        Manifest generator = named.getFirst();
        if (!generator.tree().at("/spec/kind").asText().equals(EcrGenerator.KIND)) {
            return new AsksElsewhere();
        }
        JsonNode spec = spec(generator);
        if (from.isOfCluster() && EcrGenerator.dependsOnNamespace(spec, true)) {
            return credentialsOfEachNamespace(generator);
        }
        return new Found(new EcrGenerator(generator, spec, from.manifest().namespace()));
    }

    private static Lookup ofNamespace(String name, List<Manifest> named, ExternalSecret from) {
        List<Manifest> reached =
                named.stream().filter(generator -> reaches(from, generator)).toList();
        if (reached.isEmpty()) {
            return missing(EcrGenerator.KIND, name);
        }
        Manifest generator = reached.getFirst();
        JsonNode spec = spec(generator);
        if (reached.stream().anyMatch(other -> !spec(other).equals(spec))) {
            return new Unknown("generators " + name + " say different things in different namespaces");
        }
        if (from.isOfCluster() && EcrGenerator.dependsOnNamespace(spec, false)) {
            return credentialsOfEachNamespace(generator);
        }
        return new Found(new EcrGenerator(generator, spec, generator.namespace()));
    }

    /** A ClusterExternalSecret calls the generator of that name in each namespace. */
    private static boolean reaches(ExternalSecret from, Manifest generator) {
        return from.isOfCluster() || from.manifest().namespace().equals(generator.namespace());
    }

    private static JsonNode spec(Manifest generator) {
        JsonNode spec = generator.tree().path("spec");
        if (!generator.kind().equals(EcrGenerator.OF_CLUSTER)) {
            return spec;
        }
        JsonNode ofCluster = spec.at("/generator/ecrAuthorizationTokenSpec");
        // as older versions spell it
        return ofCluster.isMissingNode() ? spec.at("/generator/ecrRAuthorizationTokenSpec") : ofCluster;
    }

    private static Lookup missing(String kind, String name) {
        return new Unknown("its " + kind + " " + name + " is not among the objects: give it with -f too");
    }

    private static Lookup credentialsOfEachNamespace(Manifest generator) {
        return new Unknown(generator.kind() + " " + generator.name()
                + " takes credentials of each namespace: write an EcrPullSecret in each, with an EcrRegistry for its"
                + " credentials");
    }
}
