package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What there is one of per registry. Mutable; every access happens under its monitor, through {@link #with}. */
final class RegistrySettings {
    private final Map<String, String> account = new HashMap<>();
    private final NavigableMap<String, Instant> pullTimeExclusions = new TreeMap<>();
    private Optional<RepositoryPolicy> policy = Optional.empty();
    private ObjectNode replication = emptyRules();
    private ObjectNode scanning = emptyRules().put("scanType", "BASIC");
    private Optional<ObjectNode> signing = Optional.empty();
    private Map<String, Instant> signingSince = Map.of();

    private static ObjectNode emptyRules() {
        ObjectNode configuration = Json.object();
        configuration.putArray("rules");
        return configuration;
    }

    synchronized <T> T with(Function<RegistrySettings, T> action) {
        return action.apply(this);
    }

    Optional<RepositoryPolicy> policy() {
        return policy;
    }

    void policy(Optional<RepositoryPolicy> value) {
        policy = value;
    }

    /** {@return the ReplicationConfiguration of the API} */
    ObjectNode replication() {
        return replication;
    }

    void replication(ObjectNode configuration) {
        replication = configuration;
    }

    /** {@return the RegistryScanningConfiguration of the API} */
    ObjectNode scanning() {
        return scanning;
    }

    void scanning(ObjectNode configuration) {
        scanning = configuration;
    }

    /** {@return the SigningConfiguration of the API} */
    Optional<ObjectNode> signing() {
        return signing;
    }

    void signing(ObjectNode configuration, Instant now) {
        signing = Optional.of(configuration);
        Map<String, Instant> profiles = new HashMap<>();
        configuration.path("rules").forEach(rule -> {
            String profile = rule.path("signingProfileArn").asText();
            profiles.put(profile, signingSince.getOrDefault(profile, now));
        });
        signingSince = profiles;
    }

    void forgetSigning() {
        signing = Optional.empty();
        signingSince = Map.of();
    }

    /** {@return since when a profile is in the signing configuration without a gap} */
    Instant signingSince(String profileArn) {
        return signingSince.getOrDefault(profileArn, Instant.MAX);
    }

    /** {@return account settings that were put, by name} */
    Map<String, String> account() {
        return account;
    }

    /** {@return ARNs of principals, with the time of their registration} */
    NavigableMap<String, Instant> pullTimeExclusions() {
        return pullTimeExclusions;
    }
}
