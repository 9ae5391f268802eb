package io.ecroperator.registry;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.SecretAccessKeys;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Access keys in Secrets of the operator's namespace, under the names of the variables that every AWS tool reads, so that
 * {@code kubectl create secret generic --from-env-file} makes one. Each is got by name when it is needed: a watch would need the
 * right to list all Secrets there, and hold them.
 */
public final class AccessKeySecrets implements SecretAccessKeys {

    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String KEY = "AWS_SECRET_ACCESS_KEY";
    private static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";

    private final KubernetesClient client;
    private final Optional<String> namespace;

    /**
     * Reads nothing yet.
     *
     * @param namespace the operator's; empty outside a cluster if the kubeconfig names none
     */
    public AccessKeySecrets(KubernetesClient client, Optional<String> namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public Optional<AccessKey> read(String secretName) {
        String here = namespace.orElseThrow(() -> new IllegalStateException("the kubeconfig names no namespace"));
        try {
            return Optional.ofNullable(client.secrets()
                            .inNamespace(here)
                            .withName(secretName)
                            .get())
                    .map(AccessKeySecrets::keyOf);
        } catch (KubernetesClientException thrown) {
            throw new IllegalStateException(why(thrown, here));
        }
    }

    /** Without the client's own words, which are long and name addresses. */
    private static String why(KubernetesClientException thrown, String namespace) {
        return switch (thrown.getCode()) {
            case 0 -> "the API server cannot be reached";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "the operator may not get it in namespace " + namespace
                        + "; the chart's value registries.secrets lists those that it may";
            default -> "the API server answers " + thrown.getCode();
        };
    }

    /** Pure; throws IllegalArgumentException if there is no access key in it. */
    static AccessKey keyOf(Secret secret) {
        return new AccessKey(required(secret, ID), required(secret, KEY), text(secret, SESSION_TOKEN));
    }

    private static String required(Secret secret, String key) {
        return text(secret, key)
                .orElseThrow(() -> new IllegalArgumentException("its key " + key + " is missing or empty"));
    }

    /** Without the line break that a file ends with; empty if there is nothing else. */
    private static Optional<String> text(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(AccessKeySecrets::decoded)
                .filter(text -> !text.isEmpty());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
    }
}
