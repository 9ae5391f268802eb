package io.ecroperator.emulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The public registries, one per account, with what the gallery calls each. Safe for concurrent use. */
final class PublicRegistries {
    private final MovableClock clock;
    private final Map<String, RegistryState> byAccount = new ConcurrentHashMap<>();
    private final Map<String, String> displayNames = new ConcurrentHashMap<>();

    PublicRegistries(MovableClock clock) {
        this.clock = clock;
    }

    RegistryState of(String account) {
        RegistryKey key = new RegistryKey(account, AwsEndpoint.DEFAULT_REGION);
        return byAccount.computeIfAbsent(account, wanted -> new RegistryState(RegistryKind.PUBLIC, key, clock));
    }

    /** {@return the display name, empty until one is put} */
    String displayName(String account) {
        return displayNames.getOrDefault(account, "");
    }

    void displayName(String account, String name) {
        displayNames.put(account, name);
    }
}
