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
    BASIC_SCAN_TYPE_VERSION("AWS_NATIVE"),
    REGISTRY_POLICY_SCOPE("V2"),
    BLOB_MOUNTING("DISABLED");

    private final String defaultValue;

    AccountSetting(String defaultValue) {
        this.defaultValue = defaultValue;
    }

    static Optional<AccountSetting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** {@return the values that PutAccountSetting takes} */
    Set<String> allowed() {
        return new TreeSet<>(
                switch (this) {
                    case BASIC_SCAN_TYPE_VERSION, REGISTRY_POLICY_SCOPE -> Set.of(defaultValue);
                    case BLOB_MOUNTING -> Set.of("ENABLED", "DISABLED");
                });
    }

    /** {@return its value in a registry} */
    String in(RegistrySettings settings) {
        return settings.account().getOrDefault(name(), defaultValue);
    }
}
