package io.ecroperator.composition;

import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.ReadOnlyAws;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.lifecycle.EcrLifecyclePolicyController;
import io.ecroperator.managed.Claims;
import io.ecroperator.managed.ManagedParts;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.publicrepository.EcrPublicRepositoryController;
import io.ecroperator.pullthrough.EcrPullThroughCacheRuleController;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.registryconfig.EcrRegistryConfigurationController;
import io.ecroperator.repository.EcrRepositoryController;
import io.ecroperator.repositorypolicy.EcrRepositoryPolicyController;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.StatusPatches;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.template.EcrRepositoryCreationTemplateController;
import io.fabric8.kubernetes.api.model.Namespace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * The kinds, put together to foretell what they would do: the same parts as in {@link Composition}, with objects that do not
 * change in the place of informers, and doors to AWS that only read. Closing leaves the connections given open.
 */
public final class Planners implements AutoCloseable {

    /** Longer than any plan takes: what was read once is good to its end. */
    private static final Periods ONCE = new Periods(Duration.ofDays(1), Duration.ofDays(1));

    private final Connections connections;
    private final Registries registries;
    private final List<Forecasts<?>> kinds;

    /**
     * Calls nobody yet.
     *
     * @param own the identity and region that the operator has itself
     * @param powers what its configuration grants there
     * @param planned all objects of the cluster
     */
    public Planners(
            AwsConnectionSource aws, ConnectionSpec own, Cluster cluster, Powers powers, PlannedObjects planned) {
        Clock clock = Clock.systemUTC();
        Background background = Background.atOnce(clock, new Random());
        this.connections = new Connections(new ReadOnlyAws(aws), background);
        this.registries = new Registries(
                connections,
                new OwnRegistry(connections, own, ONCE, powers),
                EcrRegistries.of(planned.of(EcrRegistry.class), planned.of(Namespace.class)));
        ManagedParts parts = new ManagedParts(
                registries,
                new Lanes(Integer.MAX_VALUE),
                new AttemptDelays(background.random()),
                EventRecorder.silent(),
                new OperatorMetrics(new SimpleMeterRegistry()),
                StatusPatches.toApiServer(), // a plan has nothing to write
                clock);
        DeclaredRepositories declared = new DeclaredRepositories();
        declared.fill(planned.of(EcrRepository.class), Claims.INDEX);
        this.kinds = List.of(
                EcrRepositoryController.forecasts(parts, cluster, planned),
                EcrLifecyclePolicyController.forecasts(registries, declared, cluster, planned),
                EcrRepositoryPolicyController.forecasts(registries, declared, cluster, planned),
                EcrRegistryConfigurationController.forecasts(registries, planned),
                EcrPullThroughCacheRuleController.forecasts(parts, planned),
                EcrRepositoryCreationTemplateController.forecasts(parts, planned),
                EcrPublicRepositoryController.forecasts(parts, cluster, planned));
    }

    /** One for each kind that does something in AWS. */
    public List<Forecasts<?>> kinds() {
        return kinds;
    }

    @Override
    public void close() {
        registries.close();
        connections.close();
    }
}
