package io.ecroperator.pullsecret;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** EcrRegistries that the test says there are. */
final class RegistriesStub implements NamedRegistries {

    static final ConnectionSpec TOKYO = registry("444455556666", "ap-northeast-1");

    static final FailureReport REFUSAL =
            new FailureReport(Reason.NOT_PERMITTED, "not for this namespace.", Optional.empty(), false);

    private final Map<String, NamedRegistry> registries = new HashMap<>();
    private boolean known = true;

    static ConnectionSpec registry(String accountId, String region) {
        return ConnectionSpec.ambient()
                .withAccountId(accountId)
                .withRegion(region)
                .withCredentials(Credentials.ambient()
                        .thenAssume(AssumedRole.of("arn:aws:iam::" + accountId + ":role/ecr-operator")));
    }

    void add(String name, ConnectionSpec connection) {
        registries.put(name, NamedRegistry.found(connection));
    }

    void forbid(String name, ConnectionSpec connection) {
        registries.put(name, NamedRegistry.forbidden(connection, Reason.NOT_PERMITTED, "not for this namespace."));
    }

    void remove(String name) {
        registries.remove(name);
    }

    void knowsNothing() {
        known = false;
    }

    @Override
    public NamedRegistry get(String name, Optional<String> namespace) {
        if (!known) {
            throw new NotKnownException();
        }
        return registries.getOrDefault(name, NONE.get(name, namespace));
    }

    @Override
    public void onChange(Consumer<Predicate<String>> listener) {}
}
