package io.ecroperator.runtime;

import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.management.HttpResponse;
import io.ecroperator.management.ManagementServer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what answers probes and scrapes. */
@ApplicationScoped
class ManagementBeans {

    /**
     * Limits of the JDK's HTTP server, which otherwise waits without end for a request that has begun: seconds, and
     * connections. Without the last an answer waits for the client's acknowledgement of its head. They are for the whole
     * process, so they are set here; see the module jdk.httpserver.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            "jdk.httpserver.maxConnections", "256",
            "sun.net.httpserver.nodelay", "true");

    @Produces
    @Singleton
    @SuppressWarnings("resource") // the metrics of the collector end with the process
    PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Stream.of(
                        new JvmMemoryMetrics(),
                        new JvmGcMetrics(),
                        new JvmThreadMetrics(),
                        new JvmInfoMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(metrics -> metrics.bindTo(registry));
        return registry;
    }

    /** Under the paths and the settings that every Quarkus service has. */
    @Produces
    @Singleton
    ManagementServer server(
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            OperatorProcess process,
            Heartbeats heartbeats,
            PrometheusMeterRegistry metrics) {
        LIMITS.forEach((limit, value) -> System.setProperty(limit, System.getProperty(limit, value)));
        ObjectGauge objects = new ObjectGauge(metrics, process::objects);
        OperatorHealth health = new OperatorHealth(process, heartbeats);
        return ManagementServer.start(
                new InetSocketAddress(host, port),
                Map.of(
                        "/q/health", () -> health.all().answer(),
                        "/q/health/live", () -> health.liveness().answer(),
                        "/q/health/ready", () -> health.readiness().answer(),
                        "/q/metrics",
                                () -> {
                                    objects.count();
                                    return HttpResponse.metrics(metrics.scrape());
                                }));
    }

    void close(@Disposes ManagementServer server) {
        server.close();
    }
}
