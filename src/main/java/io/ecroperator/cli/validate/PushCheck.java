package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.composition.SpecVerdicts;
import io.ecroperator.registryconfig.merge.Entry;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.registryconfig.merge.WantedEntries;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creation templates by which pushes of other accounts make repositories, as the registry policy among the files lets them. */
final class PushCheck implements Check {

    @Override
    public Stream<Finding> findings(List<Manifest> objects) {
        Registries registries = new Registries(objects);
        return objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRepositoryCreationTemplate"))
                .filter(PushCheck::createsOnPush)
                .flatMap(manifest -> registries
                        .id(manifest)
                        .flatMap(registry -> remark(manifest, registry, objects, registries))
                        .map(remark -> Finding.of(Topic.CREATABLE_BY_PUSH, manifest, "spec.appliedFor", remark))
                        .stream());
    }

    private static boolean createsOnPush(Manifest template) {
        return template.tree().at("/spec/appliedFor").valueStream().anyMatch(occasion -> occasion.asText()
                .equals("CREATE_ON_PUSH"));
    }

    private static Optional<String> remark(
            Manifest template, RegistryId registry, List<Manifest> objects, Registries registries) {
        String policy = policy(registry, objects, registries).toString();
        String prefix = template.tree().at("/spec/prefix").asText(template.name());
        return SpecVerdicts.creatableByPush(policy, registry, prefix);
    }

    /** The statements of all EcrRegistryConfigurations of the registry. */
    private static ObjectNode policy(RegistryId registry, List<Manifest> objects, Registries registries) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        ArrayNode statements = policy.putArray("Statement");
        objects.stream()
                .filter(manifest -> manifest.kind().equals("EcrRegistryConfiguration"))
                .filter(manifest ->
                        registries.id(manifest).filter(registry::equals).isPresent())
                .map(manifest -> ((EcrRegistryConfiguration) manifest.object().orElseThrow()).getSpec())
                .flatMap(spec -> WantedEntries.of(spec, Section.POLICY, registry.repositoryArn("*")).stream())
                .flatMap(List::stream)
                .filter(Entry.Statement.class::isInstance)
                .forEach(entry -> statements.add(((Entry.Statement) entry).statement()));
        return policy;
    }
}
