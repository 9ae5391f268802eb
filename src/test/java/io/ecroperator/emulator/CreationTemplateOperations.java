package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Repository creation templates.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html">
 *     CreateRepositoryCreationTemplate</a>
 */
final class CreationTemplateOperations {
    private static final String PREFIXES = "prefixes";

    private final EmulatorState state;

    CreationTemplateOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateRepositoryCreationTemplate", Operation.write(this::create),
                "DescribeRepositoryCreationTemplates", Operation.read(this::describe),
                "UpdateRepositoryCreationTemplate", Operation.write(this::update),
                "DeleteRepositoryCreationTemplate", Operation.write(this::delete));
    }

    private JsonNode create(AwsRequest request) {
        String prefix = CreationTemplateReader.prefix(request.parameters());
        RegistryState registry = state.ownRegistry(request);
        CreationTemplateReader reader = reader(request, registry);
        Set<String> appliedFor =
                reader.appliedFor().orElseThrow(() -> request.parameters().missing("appliedFor"));
        Instant now = registry.now();
        CreationTemplate template = new CreationTemplate(
                prefix,
                reader.settings(CreationTemplate.Settings.DEFAULT),
                reader.description(Optional.empty()),
                appliedFor,
                reader.customRole(Optional.empty()),
                now,
                now);
        registry.templates().add(template);
        return answer(registry, template);
    }

    private JsonNode describe(AwsRequest request) {
        Optional<List<String>> prefixes = request.parameters().strings(PREFIXES, 0, Parameters.MAX_PAGE);
        prefixes.orElse(List.of())
                .forEach(prefix -> Parameters.check(
                        PREFIXES, prefix, 1, CreationTemplateReader.PREFIX_MAX, CreationTemplateReader.PREFIX_PATTERN));
        Page page = Page.of(request.parameters(), "repositoryCreationTemplates");
        RegistryState registry = state.ownRegistry(request);
        PrefixTable<CreationTemplate> templates = registry.templates();
        Collection<CreationTemplate> found = prefixes.<Collection<CreationTemplate>>map(names -> names.stream()
                        .distinct()
                        .flatMap(name -> templates.find(name).stream())
                        .toList())
                .orElseGet(() -> templates.after(page.after()));
        return page.of(found, CreationTemplate::prefix, this::json)
                .put("registryId", registry.key().account());
    }

    private JsonNode update(AwsRequest request) {
        String prefix = CreationTemplateReader.prefix(request.parameters());
        RegistryState registry = state.ownRegistry(request);
        CreationTemplateReader reader = reader(request, registry);
        return answer(
                registry,
                registry.templates()
                        .change(
                                prefix,
                                old -> new CreationTemplate(
                                        old.prefix(),
                                        reader.settings(old.settings()),
                                        reader.description(old.description()),
                                        reader.appliedFor().orElse(old.appliedFor()),
                                        reader.customRole(old.customRoleArn()),
                                        old.createdAt(),
                                        registry.now())));
    }

    private JsonNode delete(AwsRequest request) {
        String prefix = CreationTemplateReader.prefix(request.parameters());
        RegistryState registry = state.ownRegistry(request);
        return answer(registry, registry.templates().remove(prefix));
    }

    private CreationTemplateReader reader(AwsRequest request, RegistryState registry) {
        return new CreationTemplateReader(request.parameters(), registry.key(), state.principals());
    }

    private JsonNode answer(RegistryState registry, CreationTemplate template) {
        return Json.object()
                .put("registryId", registry.key().account())
                .set("repositoryCreationTemplate", json(template));
    }

    private ObjectNode json(CreationTemplate template) {
        return template.toJson(state.random(), state.principals());
    }
}
