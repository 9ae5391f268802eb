package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.composition.SpecVerdicts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys that objects need in Secrets and ConfigMaps among the files. One without any data is filled by somebody else. */
final class KeyCheck implements Check {

    private static final List<String> ACCESS_KEY = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    private final List<Manifest> all;

    /** Among all are the Secrets and ConfigMaps. */
    KeyCheck(List<Manifest> all) {
        this.all = all;
    }

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        return objects.stream().flatMap(manifest -> switch (manifest.kind()) {
            case "EcrRegistry" -> accessKey(manifest);
            case "EcrPublicRepository" -> logo(manifest);
            default -> Stream.empty();
        });
    }

    /** The operator reads it in its own namespace, which nobody tells here: one that has the keys will do. */
    private Stream<Finding> accessKey(Manifest registry) {
        String field = "spec.credentials.accessKeySecret";
        String name =
                registry.tree().at("/spec/credentials/accessKeySecret/name").asText();
        List<Manifest> secrets = named("Secret", name).toList();
        return secrets.stream().anyMatch(secret -> missing(secret).isEmpty())
                ? Stream.empty()
                : secrets.stream()
                        .limit(1)
                        .map(secret -> Finding.of(
                                Topic.LACKS_KEY,
                                registry,
                                field + ".name",
                                secret.inWords() + " in " + secret.place().inWords() + " has no "
                                        + String.join(" and no ", missing(secret)) + ": add it."));
    }

    private static List<String> missing(Manifest secret) {
        return ACCESS_KEY.stream()
                .filter(key -> value(secret, key, "data", "stringData").isEmpty())
                .toList();
    }

    private Stream<Finding> logo(Manifest repository) {
        String field = "spec.catalogData.logoImageFrom.configMapKeyRef";
        JsonNode reference = repository.tree().at("/spec/catalogData/logoImageFrom/configMapKeyRef");
        String key = reference.path("key").asText();
        return named("ConfigMap", reference.path("name").asText())
                .filter(map -> map.namespace().equals(repository.namespace()))
                .flatMap(map -> fault(map, key).stream()
                        .map(fault -> Finding.of(
                                Topic.LACKS_KEY,
                                repository,
                                field + ".key",
                                map.inWords() + " in " + map.place().inWords() + ": " + fault)));
    }

    private static Optional<String> fault(Manifest map, String key) {
        return value(map, key, "binaryData", "data")
                .map(base64 -> SpecVerdicts.logo(base64).map(fault -> "its key " + key + " " + fault))
                .orElseGet(() -> Optional.of("it has no key " + key + ". Correct key."));
    }

    private Stream<Manifest> named(String kind, String name) {
        return all.stream()
                .filter(each -> each.apiVersion().equals("v1") && each.kind().equals(kind))
                .filter(each -> each.name().equals(name))
                .filter(each -> !each.tree().path("data").isEmpty()
                        || !each.tree().path("stringData").isEmpty()
                        || !each.tree().path("binaryData").isEmpty());
    }

    private static Optional<String> value(Manifest object, String key, String... fields) {
        return Stream.of(fields)
                .map(field -> object.tree().path(field).path(key))
                .filter(value -> value.isTextual() && !value.textValue().isEmpty())
                .map(JsonNode::textValue)
                .findFirst();
    }
}
