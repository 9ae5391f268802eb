package io.ecroperator.support;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets this process find AWS credentials while a test class runs: those of the emulator's account 123456789012. */
public final class AmbientCredentials implements BeforeAllCallback, AfterAllCallback {

    private static final Map<String, String> KEYS =
            Map.of("aws.accessKeyId", "123456789012", "aws.secretAccessKey", "not-a-secret");

    private Map<String, String> before = Map.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        before = KEYS.keySet().stream()
                .filter(key -> System.getProperty(key) != null)
                .collect(Collectors.toMap(key -> key, System::getProperty));
        KEYS.forEach(System::setProperty);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        KEYS.keySet().forEach(System::clearProperty);
        before.forEach(System::setProperty);
    }
}
