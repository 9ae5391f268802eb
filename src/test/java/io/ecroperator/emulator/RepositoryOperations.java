package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Creating repositories, and their settings.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 */
final class RepositoryOperations {
    private static final int MAX_TAGS_IN_REQUEST = 200;

    private final EmulatorState state;

    RepositoryOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateRepository", Operation.write(this::create),
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
        Repository repository =
                new Repository(registry, name, encryption, state.options().lag());
        repository.tags(tags);
        repository.tagMutability(mutability);
        repository.scanOnPush(scanOnPush);
        ObjectNode json = repository.toJson();
        registry.add(repository);
        return Json.object().set("repository", json);
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
