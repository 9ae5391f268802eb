package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.composition.SpecVerdicts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operator refuses in a spec before it calls AWS, beside policies. */
final class SpecCheck implements Check {

    private static final Pattern SENTENCE = Pattern.compile("(?<field>spec[^ :]*):? (?<rest>.*)");

    private final List<Manifest> all;

    /** Namespaces may be among the files. */
    SpecCheck(List<Manifest> all) {
        this.all = all;
    }

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        Registries registries = new Registries(objects);
        WrittenObjects written = new WrittenObjects(all, registries);
        return objects.stream().flatMap(manifest -> switch (manifest.kind()) {
            case "EcrPublicRepository" -> publicRepository(manifest, registries);
            case "EcrPullSecret" ->
                pullSecret(manifest, ((EcrPullSecret) manifest.object().orElseThrow()).getSpec(), written);
            case "ClusterEcrPullSecret" ->
                pullSecret(
                        manifest,
                        ((ClusterEcrPullSecret) manifest.object().orElseThrow())
                                .getSpec()
                                .inEachNamespace(),
                        written);
            default -> Stream.empty();
        });
    }

    private static Stream<Finding> publicRepository(Manifest manifest, Registries registries) {
        JsonNode logo = manifest.tree().at("/spec/catalogData/logoImage");
        return Stream.concat(
                Stream.of(logo.asText())
                        .filter(base64 -> !base64.isEmpty())
                        .flatMap(base64 -> SpecVerdicts.logo(base64).stream())
                        .map(fault -> Finding.of(Topic.INVALID_SPEC, manifest, "spec.catalogData.logoImage", fault)),
                registries.id(manifest).map(RegistryId::region).flatMap(SpecVerdicts::publicRepositories).stream()
                        .map(refusal -> refused(manifest, refusal)));
    }

    private static Stream<Finding> pullSecret(Manifest manifest, EcrPullSecretSpec spec, WrittenObjects written) {
        return written.wanted(manifest, spec).refusal().stream().map(refusal -> refused(manifest, refusal + "."));
    }

    /** The operator's sentences begin with the field. */
    private static Finding refused(Manifest manifest, String sentence) {
        Matcher parts = SENTENCE.matcher(sentence);
        return parts.matches()
                ? Finding.of(Topic.INVALID_SPEC, manifest, parts.group("field"), parts.group("rest"))
                : Finding.of(Topic.INVALID_SPEC, manifest, "spec", sentence);
    }
}
