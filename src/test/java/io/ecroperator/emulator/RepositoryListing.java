package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listing repositories and deleting one, alike in ECR and ECR Public.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html">DescribeRepositories</a>
 */
final class RepositoryListing {
    private static final int MAX_NAMES = 100;
    private static final String LIST = "repositories";

    private final EmulatorState state;
    private final Addressing addressing;

    RepositoryListing(EmulatorState state, Addressing addressing) {
        this.state = state;
        this.addressing = addressing;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeRepositories", Operation.read(this::describe),
                "DeleteRepository", Operation.write(this::delete));
    }

    private JsonNode describe(AwsRequest request) {
        Parameters parameters = request.parameters();
        Optional<List<String>> names = parameters.strings("repositoryNames", 1, MAX_NAMES);
        Optional<Integer> maxResults = parameters.integer("maxResults", 1, Parameters.MAX_PAGE);
        Optional<String> token = parameters.string("nextToken");
        RegistryState registry = addressing.registry(request);
        if (names.isEmpty()) {
            return page(registry, maxResults.orElse(Parameters.DEFAULT_PAGE), token);
        }
        if (maxResults.isPresent()) {
            throw AwsError.invalidParameter("maxResults", "must be null when repositoryNames is specified");
        }
        if (token.isPresent()) {
            throw AwsError.invalidParameter("nextToken", "must be null when repositoryNames is specified");
        }
        return named(registry, names.get());
    }

    private JsonNode named(RegistryState registry, List<String> names) {
        names.forEach(name -> addressing.checkName("repositoryNames", name));
        ObjectNode answer = Json.object();
        ArrayNode repositories = answer.putArray(LIST);
        for (String name : names.stream().distinct().toList()) {
            repositories.add(registry.describe(name)
                    .orElseThrow(() ->
                            AwsError.repositoryNotFound(name, registry.key().account())));
        }
        return answer;
    }

    private static JsonNode page(RegistryState registry, int size, Optional<String> token) {
        ObjectNode answer = Json.object();
        ArrayNode repositories = answer.putArray(LIST);
        String last = "";
        for (String name : registry.namesAfter(
                token.map(text -> PageToken.keyOf(LIST, text)).orElse(""))) {
            if (repositories.size() == size) {
                answer.put("nextToken", PageToken.after(LIST, last));
                break;
            }
            registry.describe(name).ifPresent(repositories::add);
            last = name;
        }
        return answer;
    }

    private JsonNode delete(AwsRequest request) {
        String name = addressing.repositoryName(request.parameters());
        boolean force = request.parameters().flag("force");
        ObjectNode repository =
                addressing.registry(request).delete(name, force, state.options().lag());
        return Json.object().set("repository", repository);
    }
}
