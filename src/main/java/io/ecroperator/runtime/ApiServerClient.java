package io.ecroperator.runtime;

import io.ecroperator.heartbeat.Heartbeats;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;

/** Makes the operator's client of the API server. */
public final class ApiServerClient {

    /**
     * A leader that cannot reach the API server has to notice before its lease of 15 s runs out, and one renewal makes two
     * requests. The client's own default is ten repeats of 10 s each.
     */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

    private ApiServerClient() {}

    /**
     * The client of a process; the caller closes it.
     *
     * @param version the operator's version, for the User-Agent
     * @param heartbeats are told of the requests for the lease
     * @param lease how long that holds without being renewed
     */
    public static KubernetesClient create(Config config, String version, Heartbeats heartbeats, Duration lease) {
        return create(config, version, new LeaseRequests(heartbeats, lease));
    }

    /**
     * A client of the API server that {@code config} names; the caller closes it.
     *
     * @param version the operator's version, for the User-Agent
     * @param requests sees every request
     */
    static KubernetesClient create(Config config, String version, Interceptor requests) {
        Config ours = new ConfigBuilder(config)
                .withUserAgent("ecr-operator/" + version)
                .withConnectionTimeout((int) CONNECTION_TIMEOUT.toMillis())
                .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                .withRequestRetryBackoffLimit(0) // reconciles, informers and the election repeat by themselves
                .build();
        return new KubernetesClientBuilder()
                .withConfig(ours)
                .withKubernetesSerialization(LenientObjects.serialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("requests", requests))
                .build();
    }
}
