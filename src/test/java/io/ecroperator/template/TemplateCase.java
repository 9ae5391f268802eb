package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.managed.recorded.InMemoryItems;
import io.ecroperator.managed.recorded.RecordedCase;
import io.ecroperator.managed.recorded.RecordedWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Templates of other causes, descriptions and tags. */
final class TemplateCase
        implements RecordedCase<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate> {

    /** A spec in the words of a call. */
    private record Asked(Set<String> appliedFor, String description, Map<String, String> tags) {}

    private static final List<Asked> SPECS = List.of(
            new Asked(Set.of("REPLICATION"), "first", Map.of("team", "a")),
            new Asked(Set.of("REPLICATION", "PULL_THROUGH_CACHE"), "first", Map.of("team", "b", "env", "x")),
            new Asked(Set.of("PULL_THROUGH_CACHE"), "third", Map.of()));

    @Override
    public int specs() {
        return SPECS.size();
    }

    @Override
    public RecordedWorld<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate> world() {
        return Templates.world(object(0, false));
    }

    @Override
    public void write(
            RecordedWorld<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate> world,
            int spec,
            boolean consentsToTakeover) {
        world.edit(object -> object.setSpec(object(spec, consentsToTakeover).getSpec()));
    }

    private static EcrRepositoryCreationTemplate object(int spec, boolean consentsToTakeover) {
        Asked asked = SPECS.get(spec);
        return Templates.object(
                "team-a",
                "{appliedFor: " + asked.appliedFor() + ", description: " + asked.description() + ", resourceTags: "
                        + asked.tags().toString().replace("=", ": ")
                        + (consentsToTakeover ? ", adoptionPolicy: IfUnowned}" : "}"));
    }

    @Override
    public CreationTemplate created(InMemoryItems<CreationTemplate> ecr, int spec) {
        Asked asked = SPECS.get(spec);
        return InMemoryTemplates.created(
                ecr,
                "team-a",
                new CreationTemplateSettings(
                        Optional.of(asked.appliedFor()),
                        Optional.of(asked.description()),
                        Optional.empty(),
                        Optional.of(asked.tags()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Override
    public UnaryOperator<CreationTemplate> tampering() {
        return template -> new CreationTemplate(
                template.prefix(),
                template.appliedFor(),
                Optional.of("theirs"),
                template.encryption(),
                template.resourceTags(),
                template.tagMutability(),
                template.repositoryPolicy(),
                template.lifecyclePolicy(),
                template.customRoleArn(),
                template.createdAt(),
                template.updatedAt());
    }

    @Override
    public boolean isAsAsked(CreationTemplate template, int spec) {
        Asked asked = SPECS.get(spec);
        return template.appliedFor().equals(asked.appliedFor())
                && template.description().equals(Optional.of(asked.description()))
                && template.resourceTags().equals(asked.tags());
    }

    @Override
    public String name() {
        return "team-a";
    }
}
