package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Repository policies.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html">SetRepositoryPolicy</a>
 */
final class RepositoryPolicyOperations {
    private final EmulatorState state;
    private final Addressing addressing;

    RepositoryPolicyOperations(EmulatorState state, Addressing addressing) {
        this.state = state;
        this.addressing = addressing;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "SetRepositoryPolicy", Operation.write(this::set),
                "GetRepositoryPolicy", Operation.read(this::get),
                "DeleteRepositoryPolicy", Operation.write(this::delete));
    }

    private JsonNode set(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = addressing.repositoryName(parameters);
        String text = parameters.required("policyText");
        boolean force = parameters.flag("force");
        RegistryState registry = addressing.registry(request);
        return registry.with(name, repository -> {
            RepositoryPolicy policy = RepositoryPolicy.of(text, state.principals(), registry);
            if (!force && policy.locksOut(request.caller())) {
                // AWS documents the refusal, not its wording.
                throw AwsError.invalidParameter(
                        RepositoryPolicyGrammar.PARAMETER,
                        "The policy would prevent the caller from setting a repository policy in the future");
            }
            repository.policy(Optional.of(policy));
            return answer(repository, policy);
        });
    }

    private JsonNode get(AwsRequest request) {
        return addressing.with(request, repository -> answer(repository, existing(repository)));
    }

    private JsonNode delete(AwsRequest request) {
        return addressing.with(request, repository -> {
            RepositoryPolicy policy = existing(repository);
            repository.policy(Optional.empty());
            return answer(repository, policy);
        });
    }

    private static RepositoryPolicy existing(Repository repository) {
        return repository
                .policy()
                .orElseThrow(() -> AwsError.repositoryPolicyNotFound(
                        repository.name(), repository.registry().account()));
    }

    private JsonNode answer(Repository repository, RepositoryPolicy policy) {
        return Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name())
                .put("policyText", policy.text(state.random(), state.principals()));
    }
}
