package io.ecroperator.runtime;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.management.ManagementServer;
import io.ecroperator.metrics.Metric;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.runtime.events.EventRecorder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the process together. Everything else is plain Java. */
@ApplicationScoped
class OperatorBeans {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorBeans.class);

    @Produces
    @Singleton
    KubernetesClient kubernetesClient(
            @ConfigProperty(name = "quarkus.application.version") String version,
            OperatorConfig config,
            Heartbeats heartbeats) {
        return ApiServerClient.create(
                Config.autoConfigure(null),
                version,
                new LeaseRequests(heartbeats, config.leaderElection().leaseDuration()));
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }

    @Produces
    @Singleton
    Cluster cluster(OperatorConfig config) {
        return new Cluster(
                config.clusterName().orElse(""), // refused by the rules before anything starts
                Set.copyOf(config.replacesClusterUids().orElse(List.of())));
    }

    @Produces
    @Singleton
    Powers powers(OperatorConfig config) {
        OperatorConfig.Powers granted = config.powers();
        return new Powers(Map.of(
                Power.ADOPTION_POLICY_ALWAYS, granted.adoptionPolicyAlways().orElse(List.of()),
                Power.REPOSITORY_NAME_PATTERNS, granted.repositoryNamePatterns().orElse(List.of()),
                Power.ON_EXISTING_REPLACE, granted.onExistingReplace().orElse(List.of()),
                Power.DELETE_REPLICATION, granted.deleteReplication().orElse(List.of())));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Heartbeats heartbeats(MeterRegistry registry) {
        return new Heartbeats(System::nanoTime, (schedule, count) -> Metric.BACKGROUND_FAILURES
                .counter(registry, schedule)
                .increment(count));
    }

    @Produces
    @Singleton
    OperatorMetrics metrics(MeterRegistry registry) {
        return new OperatorMetrics(registry);
    }

    @Produces
    @Singleton
    AttemptDelays attemptDelays() {
        return new AttemptDelays(new Random());
    }

    @Produces
    @Singleton
    EventRecorder eventRecorder(
            OperatorConfig config,
            KubernetesClient client,
            Clock clock,
            OperatorMetrics metrics,
            Heartbeats heartbeats) {
        return config.events().enabled()
                ? new EventRecorder(client, clock, metrics::eventDropped, heartbeats)
                : EventRecorder.silent();
    }

    void close(@Disposes EventRecorder events) {
        events.close();
    }

    @Produces
    @Singleton
    OperatorProcess operatorProcess(
            OperatorConfig config,
            KubernetesClient client,
            Cluster cluster,
            @All List<ControllerRegistration> registrations,
            MeterRegistry registry,
            Heartbeats heartbeats) {
        OperatorProcess process = new OperatorProcess(
                config,
                client,
                registrations,
                new ReconcileMetrics(registry),
                new Random(),
                identity(config),
                OperatorBeans::endNow,
                () -> cluster.identified(KubeSystem.uid(client)),
                heartbeats);
        Metric.LEADER.gauge(registry, process, each -> each.leads() ? 1 : 0);
        return process;
    }

    @Produces
    @Singleton
    ObjectGauge objectGauge(OperatorProcess process, MeterRegistry registry) {
        return new ObjectGauge(registry, process::objects);
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
