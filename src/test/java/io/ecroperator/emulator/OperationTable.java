package io.ecroperator.emulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which operation is handled by whom. A new facet adds one line here. */
final class OperationTable {
    private final Map<String, Map<String, Operation>> byService = new HashMap<>();

    OperationTable(EmulatorState state) {
        byService.put(
                "ecr",
                merged(List.of(
                        new RepositoryOperations(state).operations(),
                        new TagOperations(state).operations(),
                        new RepositoryPolicyOperations(state).operations(),
                        new LifecyclePolicyOperations(state).operations(),
                        new ImageOperations(state).operations(),
                        new ImageListing(state).operations(),
                        new CacheRuleOperations(state).operations(),
                        new CreationTemplateOperations(state).operations(),
                        new RegistryPolicyOperations(state).operations(),
                        new ReplicationOperations(state).operations(),
                        new ScanningConfigurationOperations(state).operations(),
                        new AccountSettingOperations(state).operations(),
                        new SigningConfigurationOperations(state).operations(),
                        new PullTimeExclusionOperations(state).operations(),
                        new AuthorizationOperations(state).operations())));
        byService.put("ecr-public", new AuthorizationOperations(state).publicOperations());
        byService.put("tag", new TaggingOperations(state).operations());
        byService.put("sts", new SecurityTokenOperations(state).operations());
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
