package io.ecroperator.emulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which operation is handled by whom. A new facet adds one line here. */
final class OperationTable {
    private final Map<String, Map<String, Operation>> byService = new HashMap<>();

    OperationTable(EmulatorState state) {
        byService.put("ecr", merged(ecr(state, new PrivateAddressing(state))));
        byService.put("ecr-public", onlyThere(merged(ecrPublic(state, new PublicAddressing(state)))));
        byService.put("tag", new TaggingOperations(state).operations());
        byService.put("sts", new SecurityTokenOperations(state).operations());
    }

    private static List<Map<String, Operation>> ecr(EmulatorState state, Addressing addressing) {
        ImageOperations images = new ImageOperations(state, addressing);
        LayerOperations layers = new LayerOperations(state, addressing);
        return List.of(
                new RepositoryOperations(state).operations(),
                new RepositoryListing(state, addressing).operations(),
                new TagOperations(addressing).operations(),
                new RepositoryPolicyOperations(state, addressing).operations(),
                new LifecyclePolicyOperations(state).operations(),
                new LifecyclePreviewOperations(state).operations(),
                images.operations(),
                images.privateOperations(),
                layers.operations(),
                layers.privateOperations(),
                new ImageStorageOperations(state).operations(),
                new ReferrerOperations(state).operations(),
                new ScanOperations(state).operations(),
                new ImageListing(state).operations(),
                new CacheRuleOperations(state).operations(),
                new CreationTemplateOperations(state).operations(),
                new RegistryPolicyOperations(state).operations(),
                new ReplicationOperations(state).operations(),
                new BackfillOperations(state).operations(),
                new ScanningConfigurationOperations(state).operations(),
                new AccountSettingOperations(state).operations(),
                new SigningConfigurationOperations(state).operations(),
                new ImageSigningOperations(state).operations(),
                new PullTimeExclusionOperations(state).operations(),
                new AuthorizationOperations(state).operations());
    }

    private static List<Map<String, Operation>> ecrPublic(EmulatorState state, Addressing addressing) {
        return List.of(
                new PublicRepositoryOperations(state, addressing).operations(),
                new PublicRegistryOperations(state.publicRegistries()).operations(),
                new RepositoryListing(state, addressing).operations(),
                new TagOperations(addressing).operations(),
                new RepositoryPolicyOperations(state, addressing).operations(),
                new ImageOperations(state, addressing).operations(),
                new LayerOperations(state, addressing).operations(),
                new PublicImageListing(addressing).operations(),
                new AuthorizationOperations(state).publicOperations());
    }

    /** ECR Public answers in one region. */
    private static Map<String, Operation> onlyThere(Map<String, Operation> operations) {
        Map<String, Operation> checked = new HashMap<>();
        operations.forEach((name, operation) -> checked.put(name, new Operation(operation.write(), request -> {
            if (!request.region().equals(AwsEndpoint.DEFAULT_REGION)) {
                throw AwsError.of("InvalidSignatureException", "Credential should be scoped to a valid region.");
            }
            return operation.handler().apply(request);
        })));
        return checked;
    }

    private static Map<String, Operation> merged(List<Map<String, Operation>> facets) {
        Map<String, Operation> all = new HashMap<>();
        facets.forEach(all::putAll);
        return all;
    }

    /** {@return the operation, empty if the service has none of that name here} */
    Optional<Operation> find(AwsRequest request) {
        return Optional.ofNullable(
                byService.getOrDefault(request.service(), Map.of()).get(request.operation()));
    }
}
