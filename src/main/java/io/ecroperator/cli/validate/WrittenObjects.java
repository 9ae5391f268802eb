package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretSpec;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.composition.SpecVerdicts;
import io.ecroperator.reference.RegistryConnections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Secrets and ConfigMaps that the operator writes for objects. */
final class WrittenObjects {

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String SECRET_NAME = "spec.secret.name";

    private final Registries registries;
    private final Map<String, Map<String, String>> namespaces = new TreeMap<>();

    /** Namespaces among the files count too. */
    WrittenObjects(List<Manifest> all, Registries registries) {
        this.registries = registries;
        all.stream()
                .filter(manifest -> manifest.kind().equals("Namespace"))
                .forEach(manifest -> namespaces.put(manifest.name(), labels(manifest)));
    }

    /**
     * One of them.
     *
     * @param field the field that names it
     */
    record Written(String kind, String namespace, String name, String field) {

        String inWords() {
            return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        }
    }

    /** Those of an object. Of a ClusterEcrPullSecret, those in namespaces that are among the files. */
    Stream<Written> of(Manifest manifest) {
        return switch (manifest.kind()) {
            case "EcrRepository" -> output(manifest);
            case "EcrPullSecret" ->
                secrets(
                        manifest,
                        ((EcrPullSecret) manifest.object().orElseThrow()).getSpec(),
                        Stream.of(manifest.namespace()));
            case "ClusterEcrPullSecret" -> {
                ClusterEcrPullSecretSpec spec =
                        ((ClusterEcrPullSecret) manifest.object().orElseThrow()).getSpec();
                yield secrets(
                        manifest,
                        spec.inEachNamespace(),
                        namespaces.entrySet().stream()
                                .filter(namespace -> spec.selects(namespace.getKey(), namespace.getValue()))
                                .map(Map.Entry::getKey));
            }
            default -> Stream.empty();
        };
    }

    /** What a pull secret comes to; its own namespace does not matter. */
    SpecVerdicts.Secrets wanted(Manifest manifest, EcrPullSecretSpec spec) {
        return SpecVerdicts.pullSecret(
                manifest.name(), spec, name -> registries.spec(name).map(RegistryConnections::connection));
    }

    private Stream<Written> secrets(Manifest manifest, EcrPullSecretSpec spec, Stream<String> where) {
        List<String> names = wanted(manifest, spec).names();
        String field = manifest.tree().at("/spec/secret").has("name") ? SECRET_NAME : "metadata.name";
        return where.flatMap(namespace -> names.stream().map(name -> new Written("Secret", namespace, name, field)));
    }

    private static Stream<Written> output(Manifest manifest) {
        JsonNode name = manifest.tree().at("/spec/output/configMapName");
        return name.isTextual()
                ? Stream.of(
                        new Written("ConfigMap", manifest.namespace(), name.textValue(), "spec.output.configMapName"))
                : Stream.empty();
    }

    /** Of a Namespace, with the one that Kubernetes gives it. */
    static Map<String, String> labels(Manifest namespace) {
        Map<String, String> labels = namespace.labels();
        labels.put(NAME_LABEL, namespace.name());
        return labels;
    }
}
