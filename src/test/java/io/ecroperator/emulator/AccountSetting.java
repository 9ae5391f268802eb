package io.ecroperator.emulator;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of an account in a region, with the values that may be put; legacy accounts have others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html">PutAccountSetting</a>
 */
enum AccountSetting {
    BASIC_SCAN_TYPE_VERSION("AWS_NATIVE", Set.of("AWS_NATIVE")),
    REGISTRY_POLICY_SCOPE("V2", Set.of("V2")),
    BLOB_MOUNTING("DISABLED", Set.of("ENABLED", "DISABLED"));

    private final String defaultValue;
    private final Set<String> values;

    AccountSetting(String defaultValue, Set<String> values) {
        this.defaultValue = defaultValue;
        this.values = new TreeSet<>(values);
    }

    static Optional<AccountSetting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** {@return the values that PutAccountSetting takes} */
    Set<String> allowed() {
        return values;
    }

    /** {@return its value in a registry} */
    String in(RegistrySettings settings) {
        return settings.account().getOrDefault(name(), defaultValue);
    }
}
