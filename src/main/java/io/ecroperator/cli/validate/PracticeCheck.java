package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.cli.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/** What AWS and this project recommend for repositories, as far as the files can tell. */
final class PracticeCheck implements Check {

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        Registries registries = new Registries(objects);
        SharedPolicies shared = new SharedPolicies(Attachments.LIFECYCLE, objects);
        boolean scansByRegistry = objects.stream()
                .anyMatch(manifest -> manifest.kind().equals("EcrRegistryConfiguration")
                        && !manifest.tree().at("/spec/scanning/rules").isEmpty());
        return objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRepository"))
                .flatMap(manifest -> findings(manifest, registries.defaults(manifest), shared, scansByRegistry));
    }

    private static Stream<Finding> findings(
            Manifest manifest, JsonNode defaults, SharedPolicies shared, boolean scansByRegistry) {
        JsonNode spec = manifest.tree().path("spec");
        if (spec.path("managementPolicy").asText().equals("Observe")) {
            return Stream.empty();
        }
        return Stream.of(
                        tags(manifest, spec, defaults),
                        lifecycle(manifest, spec, shared),
                        scanning(manifest, spec, defaults, scansByRegistry),
                        deletion(manifest, spec))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> tags(Manifest manifest, JsonNode spec, JsonNode defaults) {
        JsonNode source = spec.has("imageTagMutability") ? spec : defaults;
        String mutability = source.path("imageTagMutability").asText();
        String field = "spec.imageTagMutability";
        return switch (mutability) {
            case "IMMUTABLE" -> Stream.empty();
            case "IMMUTABLE_WITH_EXCLUSION" ->
                source.path("imageTagMutabilityExclusionFilters").valueStream().anyMatch(filter -> filter.path("filter")
                                .asText()
                                .matches("\\*+"))
                        ? warning(
                                Topic.MUTABLE_TAGS,
                                manifest,
                                "spec.imageTagMutabilityExclusionFilters",
                                "the filter * excludes every tag: name those that may move, such as dev-*.")
                        : Stream.empty();
            default ->
                warning(
                        Topic.MUTABLE_TAGS,
                        manifest,
                        field,
                        (mutability.isEmpty()
                                        ? "is absent, and a new repository is MUTABLE: "
                                        : "is " + mutability + ": ")
                                + "a tag such as latest can be moved to another image. Write IMMUTABLE, or"
                                + " IMMUTABLE_WITH_EXCLUSION with filters for the tags that have to move.");
        };
    }

    private static Stream<Finding> lifecycle(Manifest manifest, JsonNode spec, SharedPolicies shared) {
        JsonNode own = spec.path("lifecyclePolicy");
        boolean has =
                own.has("ref") || own.has("policyText") || !own.path("rules").isEmpty();
        return has || shared.reach(manifest)
                ? Stream.empty()
                : warning(
                        Topic.NO_LIFECYCLE_POLICY,
                        manifest,
                        "spec.lifecyclePolicy",
                        own.has("rules")
                                ? "has no rules: images are kept, and paid for, for ever."
                                : "is absent, and no EcrLifecyclePolicy among the files reaches the repository: images are kept,"
                                        + " and paid for, for ever, if ECR has no policy yet.");
    }

    private static Stream<Finding> scanning(
            Manifest manifest, JsonNode spec, JsonNode defaults, boolean scansByRegistry) {
        JsonNode source = spec.has("imageScanningConfiguration") ? spec : defaults;
        return scansByRegistry
                        || source.at("/imageScanningConfiguration/scanOnPush").asBoolean()
                ? Stream.empty()
                : warning(
                        Topic.NO_SCAN_ON_PUSH,
                        manifest,
                        "spec.imageScanningConfiguration",
                        "nothing scans images when they are pushed: write scanOnPush: true, or scanning rules in an"
                                + " EcrRegistryConfiguration.");
    }

    private static Stream<Finding> deletion(Manifest manifest, JsonNode spec) {
        return spec.path("deletionPolicy").asText().equals("DeleteWithImages")
                ? warning(
                        Topic.DELETES_IMAGES,
                        manifest,
                        "spec.deletionPolicy",
                        "is DeleteWithImages: whoever deletes the object, or its namespace, deletes all images.")
                : Stream.empty();
    }

    private static Stream<Finding> warning(Topic topic, Manifest manifest, String field, String message) {
        return Stream.of(Finding.of(topic, manifest, field, message));
    }
}
