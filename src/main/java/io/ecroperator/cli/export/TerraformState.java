package io.ecroperator.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.outcome.CommandException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code terraform show -json} tells of a state (<a
 * href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output format</a>): which resources Terraform
 * manages that have a kind here.
 */
final class TerraformState {

    /** Resources of Terraform's provider for AWS that an export can take over; the names of all begin so. */
    private static final Pattern OF_ECR = Pattern.compile("aws_ecr(public)?_.+");

    /** In {@code module.team["a"].aws_ecr_repository.web[0]} what tells instances apart, which {@code from} may not have. */
    private static final Pattern INSTANCE = Pattern.compile("\\[(\"(\\\\.|[^\"\\\\])*\"|\\d+)]");

    /** Where a resource has the name of a repository, in the order in which it is looked for. */
    private static final List<String> NAMES = List.of("repository", "repository_name", "name");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TerraformState() {}

    /**
     * The addresses of resources of ECR, without instances, sorted. A repository that is not selected leaves its resources out,
     * unless another instance of them is selected; what belongs to no repository is only in when all is selected.
     *
     * @throws CommandException if the text is no such output
     */
    static SortedSet<String> addresses(String json, Selection selection) {
        try {
            JsonNode root = MAPPER.readTree(json).at("/values/root_module");
            if (!root.isObject()) {
                throw new CommandException(
                        "The state is not what terraform show -json prints: it has no values.root_module."
                                + " Write it by terraform show -json > state.json");
            }
            SortedSet<String> addresses = new TreeSet<>();
            collect(root, selection, addresses);
            return addresses;
        } catch (JsonProcessingException noJson) {
            throw new CommandException("The state is no JSON. Write it by terraform show -json > state.json", noJson);
        }
    }

    /** The blocks that let Terraform forget them, and keep them in AWS. */
    static String removedBlocks(SortedSet<String> addresses) {
        StringBuilder blocks = new StringBuilder();
        for (String address : addresses) {
            blocks.append(blocks.isEmpty() ? "" : "\n")
                    .append("removed {\n  from = ")
                    .append(address)
                    .append("\n\n  lifecycle {\n    destroy = false\n  }\n}\n");
        }
        return blocks.toString();
    }

    private static void collect(JsonNode module, Selection selection, SortedSet<String> addresses) {
        for (JsonNode resource : module.path("resources")) {
            if (resource.path("mode").asText().equals("managed")
                    && OF_ECR.matcher(resource.path("type").asText()).matches()
                    && isSelected(resource.path("values"), selection)) {
                addresses.add(
                        INSTANCE.matcher(resource.path("address").asText()).replaceAll(""));
            }
        }
        module.path("child_modules").forEach(child -> collect(child, selection, addresses));
    }

    private static boolean isSelected(JsonNode values, Selection selection) {
        return NAMES.stream()
                .map(values::path)
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(name -> selection.hasName(name.asText()))
                .orElseGet(selection::isEverything);
    }
}
