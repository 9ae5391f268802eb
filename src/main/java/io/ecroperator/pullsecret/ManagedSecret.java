package io.ecroperator.pullsecret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenKey;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A Secret of ours as it is in the cluster.
 *
 * @param secret the object, to be written over
 * @param data its content, decoded; what is no text is left out
 * @param record what the operator has noted on it; empty if that is gone
 * @param isIntact whether the content is what the operator wrote; keys that others added do not count
 */
record ManagedSecret(Secret secret, Map<String, String> data, Optional<SecretRecord> record, boolean isIntact) {

    /** Marks our Secrets, so that the informer does not hold everybody's. */
    static final String LABEL = "ecr-operator.io/pull-secret";

    /** The value of the label on Secrets of an EcrPullSecret. */
    static final String OF_ONE = "true";

    /** The value of the label on Secrets of a ClusterEcrPullSecret. */
    static final String OF_CLUSTER = "cluster";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a Secret. */
    static ManagedSecret of(Secret secret) {
        Map<String, String> data = new TreeMap<>();
        Optional.ofNullable(secret.getData())
                .ifPresent(all -> all.forEach((key, value) -> decoded(value).ifPresent(text -> data.put(key, text))));
        Optional<SecretRecord> record = SecretRecord.parse(annotations(secret).get(SecretRecord.ANNOTATION));
        return new ManagedSecret(secret, data, record, isIntact(data, record));
    }

    /** Whether the Secret belongs to the object with this UID. */
    static boolean isOwnedBy(Secret secret, String uid) {
        return secret.getMetadata().getOwnerReferences() != null
                && secret.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .anyMatch(uid::equals);
    }

    static Map<String, String> labels(Secret secret) {
        return Objects.requireNonNullElse(secret.getMetadata().getLabels(), Map.of());
    }

    static Map<String, String> annotations(Secret secret) {
        return Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.of());
    }

    String name() {
        return secret.getMetadata().getName();
    }

    private static boolean isIntact(Map<String, String> data, Optional<SecretRecord> record) {
        return record.filter(noted -> {
                    Map<String, String> ours = new HashMap<>(data);
                    ours.keySet().retainAll(noted.keys());
                    return SecretRecord.digest(ours).equals(noted.digest());
                })
                .isPresent();
    }

    /** The token in it that the key once asked for; empty if there is none. To be trusted only if the Secret is intact. */
    Optional<MintedToken> token(TokenKey key) {
        return noted(key).flatMap(this::token);
    }

    /** One of the hosts that the token of the key opens. */
    Optional<String> hostOf(TokenKey key) {
        return noted(key).map(SecretRecord.Entry::host);
    }

    /** All hosts with the login of the key. */
    Set<String> hostsOf(TokenKey key) {
        Optional<String> host = hostOf(key);
        Optional<String> login = host.flatMap(this::login);
        return login.isEmpty()
                ? Set.of()
                : auths().filter(auths -> auths.isObject())
                        .map(auths -> auths.propertyStream()
                                .filter(each -> login.get()
                                        .equals(each.getValue().path("auth").textValue()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toUnmodifiableSet()))
                        .orElseGet(() -> Set.of(host.get()));
    }

    /** Whether it holds tokens of these keys, and of no others. */
    boolean isOnlyOf(Set<TokenKey> keys) {
        Set<String> labels = keys.stream().map(TokenKey::label).collect(Collectors.toSet());
        return record.filter(noted -> !noted.tokens().isEmpty())
                .filter(noted -> labels.containsAll(noted.tokens().keySet()))
                .isPresent();
    }

    private Optional<SecretRecord.Entry> noted(TokenKey key) {
        return record.map(noted -> noted.tokens().get(key.label()));
    }

    private Optional<MintedToken> token(SecretRecord.Entry entry) {
        return entry.life().flatMap(life -> login(entry.host()).flatMap(text -> {
            try {
                return Optional.of(new MintedToken(
                        new RegistryToken(text, life.expiresAt(), Optional.empty()),
                        life.mintedAt(),
                        Optional.ofNullable(entry.identity())));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }));
    }

    /** User name and password as AWS gave them. */
    private Optional<String> login(String host) {
        if (!data.containsKey(SecretShape.DockerConfigJson.KEY)) {
            String login = data.get(SecretShape.LoginKeys.USERNAME) + ":" + data.get(SecretShape.LoginKeys.PASSWORD);
            return Optional.of(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return auths().map(
                        auths -> auths.path(String.valueOf(host)).path("auth").textValue());
    }

    /** The logins by host; empty for a Secret without hosts. */
    private Optional<JsonNode> auths() {
        try {
            String config = data.get(SecretShape.DockerConfigJson.KEY);
            return config == null
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(config).path("auths"));
        } catch (JsonProcessingException edited) {
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noText) {
            return Optional.empty();
        }
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "ManagedSecret[" + name() + "]";
    }
}
