package io.ecroperator.runtime.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;

/** Makes the operator's client of the API server. */
public final class KubernetesClients {

    /**
     * A leader that cannot reach the API server has to notice before its lease of 15 s runs out. One renewal makes two
     * requests; the client's own default is ten repeats of 10 s each.
     */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

    private KubernetesClients() {}

    /**
     * A client as {@code KUBECONFIG}, {@code ~/.kube/config} or the Pod's service account say; the caller closes it.
     *
     * @param version the operator's version, for the User-Agent
     */
    public static KubernetesClient create(String version) {
        return create(Config.autoConfigure(null), version);
    }

    /** A client of the API server that {@code config} names; the caller closes it. */
    public static KubernetesClient create(Config config, String version) {
        Config ours = new ConfigBuilder(config)
                .withUserAgent("ecr-operator/" + version)
                .withConnectionTimeout((int) CONNECTION_TIMEOUT.toMillis())
                .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                .withRequestRetryBackoffLimit(0) // reconciles, informers and the election repeat by themselves
                .build();
        return new KubernetesClientBuilder()
                .withConfig(ours)
                .withKubernetesSerialization(serialization())
                .build();
    }

    /**
     * Reads every object that the API server may have stored. An exception here would stop the informer of all objects of
     * the kind: the client takes it for final, in a list and in a watch. So unknown fields are ignored, and a spec or
     * status that does not fit its type is read as absent. What cannot be read must not be taken for a default.
     */
    public static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .registerModule(
                        new SimpleModule("custom-resources").setDeserializerModifier(new AbsentIfUnreadableModifier()));
        return new KubernetesSerialization(mapper, false); // true would load a class for every kind of Kubernetes
    }
}
