package io.ecroperator.cli.export.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.export.account.Selection;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.outcome.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code terraform show -json} and {@code tofu show -json} tell of a state (<a
 * href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output format</a>): the resources of ECR that it
 * manages, by Terraform's provider for AWS.
 */
public final class TerraformState {

    private static final Pattern OF_ECR = Pattern.compile("aws_ecr(public)?_.+");

    /** Which export hands them over. */
    private static final Map<String, ExportedKind> KINDS = Map.ofEntries(
            Map.entry("aws_ecr_account_setting", ExportedKind.REGISTRY_CONFIGURATION),
            Map.entry("aws_ecr_lifecycle_policy", ExportedKind.REPOSITORY),
            Map.entry("aws_ecr_pull_through_cache_rule", ExportedKind.CACHE_RULE),
            Map.entry("aws_ecr_pull_time_update_exclusion", ExportedKind.REGISTRY_CONFIGURATION),
            Map.entry("aws_ecr_registry_policy", ExportedKind.REGISTRY_CONFIGURATION),
            Map.entry("aws_ecr_registry_scanning_configuration", ExportedKind.REGISTRY_CONFIGURATION),
            Map.entry("aws_ecr_replication_configuration", ExportedKind.REGISTRY_CONFIGURATION),
            Map.entry("aws_ecr_repository", ExportedKind.REPOSITORY),
            Map.entry("aws_ecr_repository_creation_template", ExportedKind.CREATION_TEMPLATE),
            Map.entry("aws_ecr_repository_policy", ExportedKind.REPOSITORY),
            Map.entry("aws_ecr_signing_configuration", ExportedKind.REGISTRY_CONFIGURATION),
            Map.entry("aws_ecrpublic_repository", ExportedKind.PUBLIC_REPOSITORY),
            Map.entry("aws_ecrpublic_repository_policy", ExportedKind.PUBLIC_REPOSITORY));

    /** Where a resource has the name of a repository, in the order in which it is looked for. */
    private static final List<String> NAMES = List.of("repository", "repository_name", "name");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Instance> instances = new ArrayList<>();

    private TerraformState() {}

    /**
     * Reads a state; an empty one has no resources.
     *
     * @throws CommandException if the text is no such output
     */
    public static TerraformState of(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            JsonNode module = root.at("/values/root_module");
            // An empty state is told by its version alone; of a plan there is more.
            if (!module.isObject() && !(root.size() == 1 && root.has("format_version"))) {
                throw new CommandException(
                        "The state is not what terraform show -json prints: it has no values.root_module."
                                + " Write it by terraform show -json > state.json");
            }
            TerraformState state = new TerraformState();
            state.collect(module);
            return state;
        } catch (JsonProcessingException noJson) {
            throw new CommandException("The state is no JSON. Write it by terraform show -json > state.json", noJson);
        }
    }

    private void collect(JsonNode module) {
        for (JsonNode resource : module.path("resources")) {
            String type = resource.path("type").asText();
            if (resource.path("mode").asText().equals("managed")
                    && OF_ECR.matcher(type).matches()) {
                instances.add(new Instance(resource.path("address").asText(), type, resource.path("values")));
            }
        }
        module.path("child_modules").forEach(this::collect);
    }

    /**
     * The blocks for what an export with the same choice has.
     *
     * @param kinds that are exported; what none of them takes over stays with Terraform
     * @param selection whose tags are not looked at: a state does not have those that others have written
     * @param region whose registry is exported, if it is known. Resources tell theirs since version 6 of the provider; those that
     *     do not are taken to be there
     */
    public RemovedBlocks removed(Set<ExportedKind> kinds, Selection selection, Optional<String> region) {
        Map<Boolean, List<Instance>> byHandedOver = instances.stream()
                .collect(Collectors.partitioningBy(each -> each.isHandedOver(kinds, selection, region)));
        RemovedBlocks blocks = new RemovedBlocks(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
        byHandedOver.get(true).forEach(each -> blocks.addresses().add(each.resource()));
        byHandedOver.get(false).forEach(each -> {
            if (blocks.addresses().contains(each.resource())) {
                blocks.forgottenToo().add(each.address());
            } else {
                blocks.leftByType().merge(each.type(), 1L, Long::sum);
            }
        });
        return blocks;
    }

    private record Instance(String address, String type, JsonNode values) {

        /** In {@code module.team["a"].aws_ecr_repository.web[0]} what tells instances apart, which {@code from} may not have. */
        private static final Pattern KEY = Pattern.compile("\\[(\"(\\\\.|[^\"\\\\])*\"|\\d+)]");

        String resource() {
            return KEY.matcher(address).replaceAll("");
        }

        boolean isHandedOver(Set<ExportedKind> kinds, Selection selection, Optional<String> region) {
            ExportedKind kind = KINDS.get(type);
            return kind != null
                    && kinds.contains(kind)
                    && switch (kind) {
                        case PUBLIC_REPOSITORY -> hasName(selection);
                        case REPOSITORY -> hasName(selection) && isIn(region);
                        case REGISTRY, REGISTRY_CONFIGURATION, CREATION_TEMPLATE, CACHE_RULE -> isIn(region);
                    };
        }

        private boolean hasName(Selection selection) {
            return NAMES.stream()
                    .map(values::path)
                    .filter(JsonNode::isTextual)
                    .findFirst()
                    .map(name -> selection.hasName(name.asText()))
                    .orElseGet(selection::isEverything);
        }

        private boolean isIn(Optional<String> region) {
            return region.isEmpty() || region.get().equals(values.path("region").asText(region.get()));
        }
    }
}
