package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.cache.SharedCache;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** EcrRegistries that the test says there are. */
final class RegistriesStub implements NamedRegistries {

    static final ConnectionSpec TOKYO = registry("444455556666", "ap-northeast-1");

    static final FailureReport REFUSAL =
            new FailureReport(Reason.NOT_PERMITTED, "not for this namespace.", Optional.empty(), false);

    private final Map<String, RegistryAnswer> registries = new HashMap<>();
    private boolean known = true;

    static ConnectionSpec registry(String accountId, String region) {
        return ConnectionSpec.ambient()
                .withAccountId(accountId)
                .withRegion(region)
                .withCredentials(Credentials.ambient()
                        .thenAssume(AssumedRole.of("arn:aws:iam::" + accountId + ":role/ecr-operator")));
    }

    void add(String name, ConnectionSpec connection) {
        registries.put(name, RegistryAnswer.found(connection));
    }

    void forbid(String name, ConnectionSpec connection) {
        registries.put(name, RegistryAnswer.forbidden(connection, "not for this namespace."));
    }

    void remove(String name) {
        registries.remove(name);
    }

    void knowsNothing() {
        known = false;
    }

    @Override
    public RegistryAnswer get(String name, Optional<String> namespace) {
        if (!known) {
            new SharedCache<>(EcrRegistry.class, (after, before) -> true).answer(cache -> cache); // throws as it does
        }
        return registries.getOrDefault(
                name, RegistryAnswer.missing(Reason.REGISTRY_NOT_FOUND, "EcrRegistry " + name + " does not exist."));
    }

    @Override
    public void onChange(Consumer<BiPredicate<HasMetadata, String>> listener) {}
}
