package io.ecroperator.registry;

import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.ratelimit.RateLimitSettings;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.view.Registry;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.metrics.Metric;
import io.ecroperator.runtime.OperatorConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the registry that the operator works on. */
@ApplicationScoped
class RegistryBeans {

    @Produces
    @Singleton
    AwsConnections connections(
            OperatorConfig config,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        AwsClientSettings settings = new AwsClientSettings(
                version,
                config.aws().attemptTimeout(),
                config.aws().callTimeout(),
                RateLimitSettings.defaults(),
                Set.copyOf(config.pullSecrets().additionalRegions().orElse(List.of())));
        return new AwsConnections(settings, none -> Optional.empty(), metrics);
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
    Registry registry(
            AwsConnections connections,
            OperatorConfig config,
            Clock clock,
            MeterRegistry metrics,
            Heartbeats heartbeats) {
        connections.prepare(ConnectionSpec.ambient());
        AwsConnection connection = connections.connection(ConnectionSpec.ambient());
        Registry registry = new Registry(
                connection.ecr(),
                connection.tagging(),
                new Registry.Periods(config.sweepPeriod(), config.deepReadPeriod()),
                clock,
                new Random(),
                heartbeats);
        Metric.SWEEP_AGE.gauge(metrics, registry, RegistryBeans::age);
        Metric.SWEEP_PERIOD.gauge(metrics, config.sweepPeriod(), Duration::toSeconds);
        Metric.REPOSITORIES.gauge(
                metrics, registry, each -> each.view().repositories().count());
        Metric.LISTING_DENIED.gauge(metrics, registry, each -> each.view().state() instanceof ViewState.ByName ? 1 : 0);
        Metric.REPOSITORIES_IN_DOUBT.gauge(
                metrics, registry.freshness(), each -> each.refusedRepositories(), "refused");
        Metric.REPOSITORIES_IN_DOUBT.gauge(
                metrics, registry.freshness(), each -> each.overdueRepositories(), "overdue");
        return registry;
    }

    void close(@Disposes Registry registry) {
        registry.close();
    }

    private static double age(Registry registry) {
        return registry.sinceSweep()
                .map(Duration::toSeconds)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }
}
