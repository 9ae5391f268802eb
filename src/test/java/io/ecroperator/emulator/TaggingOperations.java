package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The Resource Groups Tagging API as far as it shows ECR repositories: those that have or had tags.
 *
 * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html">GetResources</a>
 */
final class TaggingOperations {
    private static final String LIST = "resources";
    private static final int MAX_PAGE = 100;
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_FILTERS = 50;
    private static final int MAX_VALUES = 20;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9-]+(:[A-Za-z0-9/.-]+)?");

    private final EmulatorState state;

    TaggingOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of("GetResources", Operation.read(this::resources));
    }

    private JsonNode resources(AwsRequest request) {
        if (!state.options().taggingAllowed()) {
            throw Denial.byIdentityPolicy(request);
        }
        Parameters parameters = request.parameters();
        int size = parameters.integer("ResourcesPerPage", 1, MAX_PAGE).orElse(DEFAULT_PAGE);
        String after = parameters
                .string("PaginationToken")
                .filter(token -> !token.isEmpty())
                .map(token -> PageToken.keyOf(LIST, token))
                .orElse("");
        Predicate<Map<String, String>> filter = tagFilter(parameters);
        boolean wanted = wantsRepositories(parameters);
        Optional<List<String>> arns = parameters.strings("ResourceARNList", 1, MAX_PAGE);
        RegistryState registry = state.registry(request.ownRegistry());
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ResourceTagMappingList");
        String next = "";
        String last = "";
        Instant now = registry.now();
        for (Repository repository : wanted ? registry.all() : List.<Repository>of()) {
            boolean listed = repository.name().compareTo(after) > 0
                    && repository.visible(now)
                    && arns.map(given -> given.contains(repository.arn())).orElse(true);
            Optional<ObjectNode> mapping = listed ? mapping(repository, filter) : Optional.empty();
            if (mapping.isPresent() && list.size() == size) {
                next = PageToken.after(LIST, last);
                break;
            }
            if (mapping.isPresent()) {
                list.add(mapping.get());
                last = repository.name();
            }
        }
        return answer.put("PaginationToken", next);
    }

    private static Optional<ObjectNode> mapping(Repository repository, Predicate<Map<String, String>> filter) {
        synchronized (repository) {
            if (!repository.everTagged() || !filter.test(repository.tags().tags())) {
                return Optional.empty();
            }
            ObjectNode mapping = Json.object().put("ResourceARN", repository.arn());
            repository.tags().writeTo(mapping.putArray("Tags"));
            return Optional.of(mapping);
        }
    }

    private static boolean wantsRepositories(Parameters parameters) {
        List<String> types = parameters
                .strings("ResourceTypeFilters", 0, MAX_PAGE)
                .filter(given -> !given.isEmpty())
                .orElse(List.of("ecr"));
        for (String type : types) {
            if (!TYPE.matcher(type).matches()) {
                throw AwsError.of("InvalidParameterException", "Invalid resource type: " + type);
            }
        }
        return types.contains("ecr") || types.contains("ecr:repository");
    }

    /** All filters must match; a filter matches by any of its values, or by its key alone if it has none. */
    private static Predicate<Map<String, String>> tagFilter(Parameters parameters) {
        Predicate<Map<String, String>> all = tags -> true;
        for (Parameters filter :
                parameters.structures("TagFilters", 0, MAX_FILTERS).orElse(List.of())) {
            String key = filter.required("Key");
            List<String> values = filter.strings("Values", 0, MAX_VALUES).orElse(List.of());
            all = all.and(tags -> tags.containsKey(key) && (values.isEmpty() || values.contains(tags.get(key))));
        }
        return all;
    }
}
