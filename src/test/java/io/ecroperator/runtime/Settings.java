package io.ecroperator.runtime;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings as the process reads them. */
public final class Settings {

    private Settings() {}

    /** The settings that these variables of the environment make. */
    public static OperatorConfig of(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OperatorConfig.class)
                .build()
                .getConfigMapping(OperatorConfig.class);
    }

    /** What of these variables cannot work, as the process says it at its start. */
    public static List<String> violations(Map<String, String> environment) {
        return OperatorConfigRules.violations(of(environment));
    }
}
