package io.ecroperator.pullsecret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.aws.RegistryToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What is in a Secret, by the rules of those who read it. Pure. */
sealed interface SecretShape {

    /** The type of the Secret, which Kubernetes never changes. */
    String type();

    /** The keys that the operator keeps in such a Secret. */
    Map<String, String> data(SortedMap<String, RegistryToken> tokensByHost);

    /** Labels that its readers look for. */
    default Map<String, String> labels() {
        return Map.of();
    }

    /** Annotations that its readers look for. */
    default Map<String, String> annotations(Iterable<String> hosts) {
        return Map.of();
    }

    /** Whether such a Secret is worth something without any token. */
    default boolean mayBeEmpty() {
        return false;
    }

    /**
     * The kubelet's. Bare hosts as keys, since other readers take {@code https://host} for another entry; user name,
     * password and {@code auth}, since some ask for the one and some for the other.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/containers/images/#config-json">How the kubelet reads it</a>
     */
    record DockerConfigJson() implements SecretShape {

        /** The only key. */
        static final String KEY = ".dockerconfigjson";

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public String type() {
            return "kubernetes.io/dockerconfigjson";
        }

        @Override
        public Map<String, String> data(SortedMap<String, RegistryToken> tokensByHost) {
            ObjectNode config = JsonNodeFactory.instance.objectNode();
            ObjectNode auths = config.putObject("auths");
            tokensByHost.forEach((host, token) -> auths.putObject(host)
                    .put("username", token.username())
                    .put("password", token.password())
                    .put("auth", token.authorizationToken()));
            try {
                return Map.of(KEY, JSON.writeValueAsString(config));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree that cannot be written");
            }
        }

        /** An expired login is worse than none: ECR Public lets anybody pull, but not with that. */
        @Override
        public boolean mayBeEmpty() {
            return true;
        }
    }

    /**
     * Argo CD's. A template applies to every repository whose url begins with its own, so hosts must not share a Secret.
     *
     * @param label the value of the label that makes it a repository or a template
     * @param url without scheme for Helm, with {@code oci://} for OCI
     * @param oci whether it is for OCI artifacts
     * @param name the name that Argo CD shows; of a repository only
     * @param project the project that it belongs to; of a repository only
     * @see <a href="https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories">Argo CD,
     *     Declarative Setup</a>
     */
    record ArgoCd(String label, String url, boolean oci, Optional<String> name, Optional<String> project)
            implements SecretShape {

        private static final String LABEL = "argocd.argoproj.io/secret-type";

        @Override
        public String type() {
            return "Opaque";
        }

        @Override
        public Map<String, String> labels() {
            return Map.of(LABEL, label);
        }

        @Override
        public Map<String, String> data(SortedMap<String, RegistryToken> tokensByHost) {
            Map<String, String> data = new LinkedHashMap<>();
            data.put("type", oci ? "oci" : "helm");
            data.put("url", url);
            if (!oci) {
                data.put("enableOCI", "true");
            }
            name.ifPresent(value -> data.put("name", value));
            project.ifPresent(value -> data.put("project", value));
            data.putAll(login(tokensByHost));
            return data;
        }
    }

    /**
     * Tekton's, and whoever else reads {@code kubernetes.io/basic-auth}.
     *
     * @see <a href="https://tekton.dev/docs/pipelines/auth/">Tekton, Authentication</a>
     */
    record BasicAuth() implements SecretShape {

        @Override
        public String type() {
            return "kubernetes.io/basic-auth";
        }

        @Override
        public Map<String, String> annotations(Iterable<String> hosts) {
            Map<String, String> annotations = new LinkedHashMap<>();
            for (String host : hosts) {
                annotations.put("tekton.dev/docker-" + annotations.size(), "https://" + host);
            }
            return annotations;
        }

        @Override
        public Map<String, String> data(SortedMap<String, RegistryToken> tokensByHost) {
            return login(tokensByHost);
        }
    }

    /** For tools that take the parts, or both in one value, such as Argo CD Image Updater. */
    record Token() implements SecretShape {

        @Override
        public String type() {
            return "Opaque";
        }

        @Override
        public Map<String, String> data(SortedMap<String, RegistryToken> tokensByHost) {
            Map<String, String> data = new LinkedHashMap<>(login(tokensByHost));
            data.put("token", data.get(LoginKeys.USERNAME) + ":" + data.get(LoginKeys.PASSWORD));
            return data;
        }
    }

    /** The keys of the shapes with one login. */
    final class LoginKeys {

        static final String USERNAME = "username";
        static final String PASSWORD = "password";

        private LoginKeys() {}
    }

    private static Map<String, String> login(SortedMap<String, RegistryToken> tokensByHost) {
        RegistryToken token = tokensByHost.firstEntry().getValue();
        return Map.of(LoginKeys.USERNAME, token.username(), LoginKeys.PASSWORD, token.password());
    }
}
