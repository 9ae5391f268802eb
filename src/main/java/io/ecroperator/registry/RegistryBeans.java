package io.ecroperator.registry;

import io.ecroperator.access.Powers;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.aws.view.SteadyClock;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryMetrics;
import io.ecroperator.runtime.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the ways to AWS, and the operator's own registry. */
@ApplicationScoped
class RegistryBeans {

    @Produces
    @Singleton
    AwsConnections connections(
            OperatorConfig config,
            KubernetesClient client,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        AwsClientSettings settings = new AwsClientSettings(
                version,
                sessionName(config),
                config.aws().attemptTimeout(),
                config.aws().callTimeout(),
                RateLimitSettings.defaults(),
                Set.copyOf(config.pullSecrets().additionalRegions().orElse(List.of())));
        return new AwsConnections(settings, new AccessKeySecrets(client, ownNamespace(config, client)), metrics);
    }

    /** Where the lease is too. */
    private static Optional<String> ownNamespace(OperatorConfig config, KubernetesClient client) {
        return config.leaderElection()
                .namespace()
                .or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()));
    }

    /** What CloudTrail shows of who assumed a role; AWS takes 64 characters. */
    private static String sessionName(OperatorConfig config) {
        String name = "ecr-operator-" + config.clusterName().orElse("");
        return name.substring(0, Math.min(name.length(), 64));
    }

    void close(@Disposes AwsConnections connections) {
        connections.close();
    }

    @Produces
    @Singleton
    AuthorizationSource authorization(AwsConnections connections) {
        return connections.authorization(ConnectionSpec.ambient());
    }

    @Produces
    @Singleton
    PullApi pulls(AwsConnections connections) {
        return connections.pulls();
    }

    @Produces
    @Singleton
    Connections.Shared shared(Clock clock, Heartbeats heartbeats) {
        Clock steady = new SteadyClock(clock, System::nanoTime);
        return Connections.Shared.withThreads(steady, new Random(), heartbeats);
    }

    @Produces
    @Singleton
    Connections ecrConnections(AwsConnections aws, Connections.Shared shared) {
        return new Connections(aws, shared);
    }

    void close(@Disposes Connections connections) {
        connections.close();
    }

    @Produces
    @Singleton
    EcrRegistries ecrRegistries(OperatorConfig config) {
        return config.registries().enabled() ? EcrRegistries.served() : EcrRegistries.notServed();
    }

    @Produces
    @Singleton
    Registries registries(
            AwsConnections aws,
            Connections connections,
            EcrRegistries declared,
            OperatorConfig config,
            Powers powers,
            MeterRegistry metrics) {
        aws.prepare(ConnectionSpec.ambient());
        Periods periods = new Periods(config.sweepPeriod(), config.deepReadPeriod());
        Registries registries = new Registries(
                connections, new OwnRegistry(connections, ConnectionSpec.ambient(), periods, powers), declared);
        RegistryMetrics.show(metrics, registries, aws::countFor);
        return registries;
    }
}
