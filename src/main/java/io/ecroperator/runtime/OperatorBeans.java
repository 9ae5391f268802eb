package io.ecroperator.runtime;

import io.ecroperator.metrics.Metric;
import io.ecroperator.runtime.events.EventRecorder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts the process together. Everything else is plain Java. */
@ApplicationScoped
class OperatorBeans {

    @Produces
    @Singleton
    KubernetesClient kubernetesClient() {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withUserAgent("ecr-operator")
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(LenientObjects.serialization())
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    OperatorMetrics metrics(MeterRegistry registry) {
        return new OperatorMetrics(registry);
    }

    @Produces
    @Singleton
    AttemptDelays attemptDelays() {
        return new AttemptDelays(RandomGenerator.getDefault());
    }

    @Produces
    @Singleton
    EventRecorder eventRecorder(KubernetesClient client, Clock clock, OperatorMetrics metrics) {
        return new EventRecorder(client, clock, metrics::eventDropped);
    }

    void close(@Disposes EventRecorder events) {
        events.close();
    }

    @Produces
    @Singleton
    OperatorProcess operatorProcess(
            OperatorConfig config,
            KubernetesClient client,
            @All List<ControllerRegistration> registrations,
            MeterRegistry registry) {
        OperatorProcess process = new OperatorProcess(
                config, client, registrations, RandomGenerator.getDefault(), () -> Quarkus.asyncExit(1));
        Metric.LEADER.gauge(registry, process, each -> each.leads() ? 1 : 0);
        return process;
    }

    void start(@Observes StartupEvent event, OperatorProcess process) {
        process.start();
    }

    void stop(@Observes ShutdownEvent event, OperatorProcess process) {
        process.stop();
    }
}
