package io.ecroperator.composition;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.view.SteadyClock;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.management.ManagementServer;
import io.ecroperator.metrics.Metric;
import io.ecroperator.registry.AccessKeySecrets;
import io.ecroperator.runtime.ApiServerClient;
import io.ecroperator.runtime.KubeSystem;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.OperatorConfigRules;
import io.ecroperator.runtime.OperatorProcess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the operator what it lives on in a process, and starts and stops it. */
@ApplicationScoped
class OperatorBeans {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorBeans.class);

    @Produces
    @Singleton
    Heartbeats heartbeats(MeterRegistry registry) {
        return new Heartbeats(System::nanoTime, (schedule, count) -> Metric.BACKGROUND_FAILURES
                .counter(registry, schedule)
                .increment(count));
    }

    @Produces
    @Singleton
    KubernetesClient kubernetesClient(
            @ConfigProperty(name = "quarkus.application.version") String version,
            OperatorConfig config,
            Heartbeats heartbeats) {
        return ApiServerClient.create(
                Config.autoConfigure(null),
                version,
                heartbeats,
                config.leaderElection().leaseDuration());
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }

    @Produces
    @Singleton
    AwsConnections connections(
            @ConfigProperty(name = "quarkus.application.version") String version,
            OperatorConfig config,
            KubernetesClient client,
            MeterRegistry meters) {
        AwsConnections connections =
                Aws.sdk(config, version, new AccessKeySecrets(client, ownNamespace(config, client)), meters);
        connections.prepare(ConnectionSpec.ambient());
        return connections;
    }

    void close(@Disposes AwsConnections connections) {
        connections.close();
    }

    @Produces
    @Singleton
    Composition composition(
            OperatorConfig config,
            KubernetesClient client,
            AwsConnections aws,
            MeterRegistry meters,
            Heartbeats heartbeats) {
        Clock clock = Clock.systemUTC();
        return new Composition(
                config,
                new Dependencies(
                        client,
                        () -> KubeSystem.uid(client),
                        Aws.of(aws, ConnectionSpec.ambient()),
                        clock,
                        new SteadyClock(clock, System::nanoTime),
                        new Random(),
                        meters,
                        heartbeats));
    }

    void close(@Disposes Composition composition) {
        composition.close();
    }

    @Produces
    @Singleton
    OperatorProcess operatorProcess(OperatorConfig config, Composition composition) {
        return composition.process(identity(config), OperatorBeans::endNow);
    }

    void start(
            @Observes StartupEvent event, OperatorConfig config, OperatorProcess process, ManagementServer management) {
        OperatorConfigRules.check(config);
        LOG.info("Probes and metrics are answered on port {}", management.port());
        process.start();
    }

    void stop(@Observes ShutdownEvent event, OperatorProcess process) {
        process.stop();
    }

    /** Where the lease is too. */
    private static Optional<String> ownNamespace(OperatorConfig config, KubernetesClient client) {
        return config.leaderElection()
                .namespace()
                .or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()));
    }

    /** The Pod's name, which Kubernetes also makes the host's. */
    private static String identity(OperatorConfig config) {
        return config.leaderElection()
                .identity()
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /**
     * As client-go's operators do when they lose their lease: an orderly stop takes longer than the other replica waits,
     * and what is in flight would run beside its work.
     */
    private static void endNow() {
        Runtime.getRuntime().halt(1);
    }
}
