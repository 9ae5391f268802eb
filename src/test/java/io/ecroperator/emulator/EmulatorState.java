package io.ecroperator.emulator;

import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Everything the emulator holds: registries, role sessions, issued tokens, known principals. */
final class EmulatorState {
    private final EmulatorOptions options;
    private final Random random;
    private final Principals principals = new Principals();
    private final Map<RegistryKey, RegistryState> registries = new ConcurrentHashMap<>();
    private final Map<String, Caller> sessions = new ConcurrentHashMap<>();

    EmulatorState(EmulatorOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    EmulatorOptions options() {
        return options;
    }

    /** {@return the one source of chance; safe for concurrent use} */
    Random random() {
        return random;
    }

    Principals principals() {
        return principals;
    }

    /** {@return role sessions by access key id} */
    Map<String, Caller> sessions() {
        return sessions;
    }

    RegistryState registry(RegistryKey key) {
        return registries.computeIfAbsent(key, wanted -> new RegistryState(wanted, options.clock()));
    }

    Collection<RegistryState> registries() {
        return registries.values();
    }

    /** {@return the registry a request is about, if the caller may use it} */
    RegistryState registry(AwsRequest request) {
        RegistryKey own = request.ownRegistry();
        String account = request.parameters().registryId().orElse(own.account());
        if (account.equals(own.account())) {
            return registry(own);
        }
        RegistryState foreign = registry(new RegistryKey(account, own.region()));
        if (!RepositoryPolicy.lets(foreign, request)) {
            throw Denial.byResourcePolicy(request, foreign.key());
        }
        return foreign;
    }
}
