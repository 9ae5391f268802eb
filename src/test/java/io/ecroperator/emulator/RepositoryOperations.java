package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Repositories and their settings.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 */
final class RepositoryOperations {
    private static final int MAX_NAMES = 100;
    private static final int MAX_TAGS_IN_REQUEST = 200;
    private static final String LIST = "repositories";

    private final EmulatorState state;

    RepositoryOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateRepository", Operation.write(this::create),
                "DescribeRepositories", Operation.read(this::describe),
                "DeleteRepository", Operation.write(this::delete),
                "PutImageTagMutability", Operation.write(this::putMutability),
                "PutImageScanningConfiguration", Operation.write(this::putScanning));
    }

    private JsonNode create(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        TagSet tags = TagSet.EMPTY.plus(TagSet.read(
                parameters.structures("tags", 0, MAX_TAGS_IN_REQUEST).orElse(List.of())));
        TagMutability mutability = TagMutability.from(parameters).orElse(TagMutability.DEFAULT);
        boolean scanOnPush = parameters
                .structure("imageScanningConfiguration")
                .map(configuration -> configuration.flag("scanOnPush"))
                .orElse(false);
        RegistryState registry = state.registry(request);
        Encryption encryption = Encryption.from(parameters, registry.key());
        Repository repository = new Repository(
                registry.key(),
                name,
                encryption,
                registry.now(),
                state.options().lag());
        repository.tags(tags);
        repository.tagMutability(mutability);
        repository.scanOnPush(scanOnPush);
        ObjectNode json = repository.toJson();
        registry.add(repository);
        return Json.object().set("repository", json);
    }

    private JsonNode describe(AwsRequest request) {
        Parameters parameters = request.parameters();
        Optional<List<String>> names = parameters.strings("repositoryNames", 1, MAX_NAMES);
        Optional<Integer> maxResults = parameters.integer("maxResults", 1, Parameters.MAX_PAGE);
        Optional<String> token = parameters.string("nextToken");
        RegistryState registry = state.registry(request);
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

    private static JsonNode named(RegistryState registry, List<String> names) {
        names.forEach(name -> Parameters.checkRepositoryName("repositoryNames", name));
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
        String name = request.parameters().repositoryName();
        boolean force = request.parameters().flag("force");
        ObjectNode repository =
                state.registry(request).delete(name, force, state.options().lag());
        return Json.object().set("repository", repository);
    }

    private JsonNode putMutability(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        parameters.required("imageTagMutability");
        TagMutability mutability = TagMutability.from(parameters).orElseThrow();
        return state.registry(request).with(name, repository -> {
            repository.tagMutability(mutability);
            ObjectNode answer = Json.object()
                    .put("registryId", repository.registry().account())
                    .put("repositoryName", name);
            mutability.writeTo(answer);
            return answer;
        });
    }

    private JsonNode putScanning(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        boolean scanOnPush = parameters
                .structure("imageScanningConfiguration")
                .orElseThrow(() -> parameters.missing("imageScanningConfiguration"))
                .flag("scanOnPush");
        return state.registry(request).with(name, repository -> {
            repository.scanOnPush(scanOnPush);
            ObjectNode answer = Json.object()
                    .put("registryId", repository.registry().account())
                    .put("repositoryName", name);
            answer.putObject("imageScanningConfiguration").put("scanOnPush", scanOnPush);
            return answer;
        });
    }
}
