package io.ecroperator.template;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.managed.recorded.InMemoryItems;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The creation templates of a registry in memory. */
record InMemoryTemplates(InMemoryItems<CreationTemplate> ecr) implements CreationTemplateApi {

    /** What comes of the creation of a template now. */
    static CreationTemplate created(
            InMemoryItems<CreationTemplate> ecr, String prefix, CreationTemplateSettings settings) {
        Instant now = ecr.birth();
        CreationTemplate empty = new CreationTemplate(
                prefix,
                Set.of(),
                Optional.empty(),
                new Encryption("AES256", null),
                Map.of(),
                TagMutability.of("MUTABLE"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                now);
        return changed(empty, settings, now);
    }

    /** An empty text removes what there was. */
    private static CreationTemplate changed(CreationTemplate old, CreationTemplateSettings settings, Instant now) {
        return new CreationTemplate(
                old.prefix(),
                settings.appliedFor().orElse(old.appliedFor()),
                text(settings.description(), old.description()),
                settings.encryption().orElse(old.encryption()),
                settings.resourceTags().orElse(old.resourceTags()),
                settings.tagMutability().orElse(old.tagMutability()),
                text(settings.repositoryPolicy(), old.repositoryPolicy()),
                text(settings.lifecyclePolicy(), old.lifecyclePolicy()),
                text(settings.customRoleArn(), old.customRoleArn()),
                old.createdAt(),
                now);
    }

    private static Optional<String> text(Optional<String> asked, Optional<String> old) {
        return asked.or(() -> old).filter(text -> !text.isEmpty());
    }

    @Override
    public CreationTemplate createRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return ecr.create("CreateRepositoryCreationTemplate", prefix, () -> created(ecr, prefix, settings));
    }

    @Override
    public CreationTemplate updateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return ecr.change("UpdateRepositoryCreationTemplate", prefix, old -> changed(old, settings, ecr.birth()));
    }

    @Override
    public void deleteRepositoryCreationTemplate(String prefix) {
        ecr.delete("DeleteRepositoryCreationTemplate", prefix);
    }

    @Override
    public Optional<CreationTemplate> describeRepositoryCreationTemplate(String prefix) {
        return ecr.served(
                "DescribeRepositoryCreationTemplates",
                () -> Optional.ofNullable(ecr.held().get(prefix)));
    }

    @Override
    public Page<CreationTemplate> describeRepositoryCreationTemplates(String nextToken) {
        return ecr.listed("DescribeRepositoryCreationTemplates");
    }
}
