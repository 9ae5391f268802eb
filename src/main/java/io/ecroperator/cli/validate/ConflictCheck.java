package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.registryconfig.merge.Documents;
import io.ecroperator.registryconfig.merge.FragmentSection;
import io.ecroperator.registryconfig.merge.Refusal;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.registryconfig.merge.SectionMerge;
import io.ecroperator.registryconfig.merge.SettingsDocument;
import io.ecroperator.registryconfig.merge.WantedEntries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Objects that say different things of one repository or one setting of a registry, of which the operator then does neither. */
final class ConflictCheck implements Check {

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        return Stream.of(
                        shared(objects, "spec.lifecyclePolicy", Attachments.LIFECYCLE),
                        shared(objects, "spec.repositoryPolicy", Attachments.REPOSITORY),
                        settings(objects))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> shared(List<Manifest> objects, String field, Attachments attachments) {
        SharedPolicies policies = new SharedPolicies(attachments, objects);
        return objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRepository"))
                .flatMap(
                        manifest -> policies
                                .conflict(manifest)
                                .map(message -> Finding.of(Topic.CONFLICT, manifest, field, message))
                                .stream());
    }

    /** By what each section of a registry without settings would become. Objects that only observe write nothing there. */
    private static Stream<Finding> settings(List<Manifest> objects) {
        Map<Manifest, EcrRegistryConfigurationSpec> specs = new LinkedHashMap<>();
        objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRegistryConfiguration"))
                .forEach(manifest -> specs.put(
                        manifest, ((EcrRegistryConfiguration) manifest.object().orElseThrow()).getSpec()));
        specs.values().removeIf(spec -> spec.managementPolicy() == ManagementPolicy.OBSERVE);
        Registries registries = new Registries(objects);
        List<Finding> found = new ArrayList<>();
        for (Section section : Section.values()) {
            Map<String, List<Manifest>> together = new LinkedHashMap<>();
            specs.keySet().forEach(manifest -> together.computeIfAbsent(
                            place(section, registries, manifest), first -> new ArrayList<>())
                    .add(manifest));
            together.values().forEach(manifests -> found.addAll(merged(section, manifests, specs)));
        }
        return found.stream();
    }

    private static String place(Section section, Registries registries, Manifest manifest) {
        return section.isOfAccount() ? registries.account(manifest) : registries.identity(manifest);
    }

    private static List<Finding> merged(
            Section section, List<Manifest> manifests, Map<Manifest, EcrRegistryConfigurationSpec> specs) {
        Map<String, Manifest> byName = new HashMap<>();
        List<FragmentSection> fragments = new ArrayList<>();
        for (Manifest manifest : manifests) {
            String name = manifest.namespace() + "/" + manifest.name();
            if (byName.putIfAbsent(name, manifest) == null) {
                WantedEntries.of(specs.get(manifest), section, "*")
                        .ifPresent(entries ->
                                fragments.add(FragmentSection.wanting(name, Instant.EPOCH, entries, Set.of(), false)));
            }
        }
        List<Finding> found = new ArrayList<>();
        SectionMerge.of(nothing(section), fragments).outcomes().forEach((name, outcome) -> outcome.refusals()
                .forEach(refusal -> found.add(finding(byName.get(name), section, refusal))));
        return found;
    }

    private static Finding finding(Manifest manifest, Section section, Refusal refusal) {
        String field = "spec." + section.field();
        String remedy = refusal.kind() == Refusal.Kind.CONFLICT
                ? ": make them agree, or take it out of one of them."
                : ": take something out.";
        return Finding.of(
                Topic.CONFLICT, manifest, field, refusal.why() + remedy, part(manifest, section, field, refusal));
    }

    /** The statement, which a refusal begins with. */
    private static String part(Manifest manifest, Section section, String field, Refusal refusal) {
        if (section != Section.POLICY) {
            return field;
        }
        List<JsonNode> statements =
                manifest.tree().at("/spec/policy/statements").valueStream().toList();
        return IntStream.range(0, statements.size())
                .filter(i ->
                        refusal.why().startsWith(statements.get(i).path("sid").asText() + " "))
                .mapToObj(i -> field + ".statements[" + i + "]")
                .findFirst()
                .orElse(field);
    }

    private static SettingsDocument nothing(Section section) {
        return switch (section) {
            case POLICY, REPLICATION, SCANNING, SIGNING -> Documents.of(section, Optional.empty());
            case ACCOUNT_SETTINGS, PUBLIC_REGISTRY_CATALOG_DATA -> Documents.ofValues(Map.of());
            case PULL_TIME_UPDATE_EXCLUSIONS -> Documents.ofExclusions(List.of());
        };
    }
}
