package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Lifecycle policies, which {@link Lifecycle} carries out.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html">PutLifecyclePolicy</a>
 */
final class LifecyclePolicyOperations {
    private static final String TEXT = "lifecyclePolicyText";

    private final EmulatorState state;

    LifecyclePolicyOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutLifecyclePolicy", Operation.write(this::put),
                "GetLifecyclePolicy", Operation.read(this::get),
                "DeleteLifecyclePolicy", Operation.write(this::delete));
    }

    private JsonNode put(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        String text = parameters
                .string(TEXT, LifecycleGrammar.MIN_LENGTH, LifecycleGrammar.MAX_LENGTH)
                .orElseThrow(() -> parameters.missing(TEXT));
        return state.registry(request).with(name, repository -> {
            String policy = LifecycleGrammar.normalised(text);
            repository.lifecyclePolicy(Optional.of(policy));
            return answer(repository, policy);
        });
    }

    private JsonNode get(AwsRequest request) {
        String name = request.parameters().repositoryName();
        return state.registry(request).with(name, repository -> evaluated(repository, existing(repository)));
    }

    private JsonNode delete(AwsRequest request) {
        String name = request.parameters().repositoryName();
        return state.registry(request).with(name, repository -> {
            ObjectNode answer = evaluated(repository, existing(repository));
            repository.lifecyclePolicy(Optional.empty());
            return answer;
        });
    }

    private static String existing(Repository repository) {
        return repository
                .lifecyclePolicy()
                .orElseThrow(() -> AwsError.lifecyclePolicyNotFound(
                        repository.name(), repository.registry().account()));
    }

    private static ObjectNode answer(Repository repository, String policy) {
        return Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name())
                .put(TEXT, policy);
    }

    /** Get and Delete, but not Put, say when the policy was last evaluated; the epoch stands for never. */
    private static ObjectNode evaluated(Repository repository, String policy) {
        return answer(repository, policy)
                .put("lastEvaluatedAt", Json.timestamp(repository.lifecycle().evaluatedAt()));
    }
}
