package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * The registry policy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryPolicy.html">PutRegistryPolicy</a>
 */
final class RegistryPolicyOperations {
    private final EmulatorState state;

    RegistryPolicyOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutRegistryPolicy", Operation.write(this::put),
                "GetRegistryPolicy", Operation.read(this::get),
                "DeleteRegistryPolicy", Operation.write(this::delete));
    }

    private JsonNode put(AwsRequest request) {
        String text = request.parameters().required("policyText");
        RegistryState registry = state.ownRegistry(request);
        return registry.settings().with(settings -> {
            PolicyScope scope = PolicyScope.ofRegistry(AccountSetting.REGISTRY_POLICY_SCOPE.in(settings));
            RepositoryPolicy policy = RepositoryPolicy.of(text, state.principals(), registry.key(), scope);
            settings.policy(Optional.of(policy));
            return answer(registry, policy);
        });
    }

    private JsonNode get(AwsRequest request) {
        RegistryState registry = state.ownRegistry(request);
        return registry.settings().with(settings -> answer(registry, existing(registry, settings)));
    }

    private JsonNode delete(AwsRequest request) {
        RegistryState registry = state.ownRegistry(request);
        return registry.settings().with(settings -> {
            RepositoryPolicy policy = existing(registry, settings);
            settings.policy(Optional.empty());
            return answer(registry, policy);
        });
    }

    private static RepositoryPolicy existing(RegistryState registry, RegistrySettings settings) {
        return settings.policy()
                .orElseThrow(() -> AwsError.of(
                        "RegistryPolicyNotFoundException",
                        "Registry policy does not exist in the registry with id '%s'"
                                .formatted(registry.key().account())));
    }

    private JsonNode answer(RegistryState registry, RepositoryPolicy policy) {
        return Json.object()
                .put("registryId", registry.key().account())
                .put("policyText", policy.text(state.random(), state.principals()));
    }
}
