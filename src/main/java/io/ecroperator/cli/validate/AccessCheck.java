package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.access.NamespaceLabels;
import io.ecroperator.access.RegistryGrants;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.aws.RepositoryPrefix;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.composition.SpecVerdicts;
import io.ecroperator.undeclared.UndeclaredPowers;
import io.ecroperator.undeclared.UndeclaredReach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@code access} of an EcrRegistry among the files does not let namespaces do with it. */
final class AccessCheck implements Check {

    /** Of these, a prefix stands for all repositories below it. */
    private static final Map<String, String> PREFIX_FIELDS =
            Map.of("EcrPullThroughCacheRule", "ecrRepositoryPrefix", "EcrRepositoryCreationTemplate", "prefix");

    private static final NamespaceLabels UNKNOWN = new UnknownLabels();

    /** Fields with secrets, roles and keys, which access bounds too. */
    private static final List<String> ARN_FIELDS =
            List.of("credentialArn", "customRoleArn", "encryptionConfiguration.kmsKey");

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        Registries registries = new Registries(objects);
        return objects.stream()
                .filter(manifest -> !manifest.namespace().isEmpty())
                .flatMap(manifest -> findings(manifest, registries));
    }

    private static Stream<Finding> findings(Manifest manifest, Registries registries) {
        return switch (manifest.kind()) {
            case "EcrRepository", "EcrPublicRepository", "EcrPullThroughCacheRule", "EcrRepositoryCreationTemplate" ->
                grants(registries, Registries.name(manifest)).flatMap(grants -> ofThing(manifest, grants));
            case "EcrLifecyclePolicy" -> ofPatterns(manifest, registries, PolicyKind.LIFECYCLE);
            case "EcrRepositoryPolicy" -> ofPatterns(manifest, registries, PolicyKind.REPOSITORY);
            case "EcrRegistryConfiguration" ->
                grants(registries, Registries.name(manifest)).flatMap(grants -> ofFragment(manifest, grants));
            case "EcrPullSecret" -> ofLogins(manifest, registries);
            default -> Stream.empty();
        };
    }

    private static Stream<Finding> ofThing(Manifest manifest, RegistryGrants grants) {
        RegistryKind kind = kind(manifest);
        String namespace = manifest.namespace();
        String repositories = repositories(manifest);
        Optional<Finding> refused = grants.refusal(kind, namespace)
                .map(why -> finding(manifest, "spec.registryRef", why))
                .or(() -> grants.refusal(kind, namespace, repositories)
                        .map(why -> finding(manifest, "spec." + nameField(manifest), why)));
        return refused.isPresent()
                ? refused.stream()
                : ARN_FIELDS.stream().flatMap(field -> {
                    JsonNode arn = manifest.tree().at("/spec/" + field.replace('.', '/'));
                    return arn.asText().isEmpty()
                            ? Stream.empty()
                            : grants
                                    .refusal(kind, namespace, repositories, arn.asText())
                                    .map(why -> finding(manifest, "spec." + field, why))
                                    .stream();
                });
    }

    private static String nameField(Manifest manifest) {
        return PREFIX_FIELDS.getOrDefault(manifest.kind(), "repositoryName");
    }

    private static String repositories(Manifest manifest) {
        JsonNode spec = manifest.tree().path("spec");
        String name = spec.path(nameField(manifest)).asText(manifest.name());
        return PREFIX_FIELDS.containsKey(manifest.kind()) ? new RepositoryPrefix(name).repositories() : name;
    }

    /** Selectors mean EcrRepositories of the namespace alone. */
    private static Stream<Finding> ofPatterns(Manifest manifest, Registries registries, PolicyKind kind) {
        if (manifest.tree().at("/spec/repositoryNamePatterns").isEmpty()) {
            return Stream.empty();
        }
        SharedPolicy policy = (SharedPolicy) manifest.object().orElseThrow();
        return grants(registries, Registries.name(manifest))
                .flatMap(grants -> grants
                        .refusal(kind.registryKind(), manifest.namespace())
                        .or(() -> UndeclaredPowers.withheld(policy, kind.registryKind(), kind.noun(), grants)
                                .map(UndeclaredReach.Withheld::why))
                        .stream())
                .map(why -> finding(manifest, "spec.repositoryNamePatterns", why));
    }

    private static Stream<Finding> ofFragment(Manifest manifest, RegistryGrants grants) {
        EcrRegistryConfiguration object =
                (EcrRegistryConfiguration) manifest.object().orElseThrow();
        return grants
                .refusal(kind(manifest), manifest.namespace())
                .or(() -> SpecVerdicts.registrySettings(grants, manifest.namespace(), object.getSpec()))
                .map(why -> finding(manifest, "spec", why))
                .stream();
    }

    private static Stream<Finding> ofLogins(Manifest manifest, Registries registries) {
        JsonNode logins = manifest.tree().at("/spec/registries");
        return IntStream.range(0, logins.size()).boxed().flatMap(i -> grants(
                        registries, logins.get(i).at("/registryRef/name").asText())
                .flatMap(grants -> grants.refusal(kind(manifest), manifest.namespace()).stream())
                .map(why -> finding(manifest, "spec.registries[" + i + "].registryRef", why)));
    }

    /** None where nothing can be told: the EcrRegistry is not among the files, or the labels of namespaces in the cluster matter. */
    private static Stream<RegistryGrants> grants(Registries registries, String registry) {
        return registries
                .spec(registry)
                .map(spec -> RegistryGrants.of(registry, spec, UNKNOWN))
                .filter(grants -> !grants.asksForLabels())
                .stream();
    }

    /** Never asked. */
    private static final class UnknownLabels implements NamespaceLabels {

        @Override
        public Optional<Map<String, String>> of(String namespace) {
            throw new IllegalStateException("the labels of namespaces are not known");
        }

        @Override
        public Map<String, String> around(String namespace) {
            throw new IllegalStateException("the labels of namespaces are not known");
        }
    }

    private static RegistryKind kind(Manifest manifest) {
        return Stream.of(RegistryKind.values())
                .filter(kind -> kind.label().equals(manifest.kind()))
                .findFirst()
                .orElseThrow();
    }

    private static Finding finding(Manifest manifest, String field, String why) {
        return Finding.of(Topic.NOT_PERMITTED, manifest, field, why);
    }
}
