package io.ecroperator.composition;

import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Background;
import io.ecroperator.lifecycle.EcrLifecyclePolicyController;
import io.ecroperator.metrics.Metric;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.publicrepository.EcrPublicRepositoryController;
import io.ecroperator.pullsecret.EcrPullSecretController;
import io.ecroperator.pullthrough.EcrPullThroughCacheRuleController;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryMetrics;
import io.ecroperator.registry.EcrRegistryController;
import io.ecroperator.registryconfig.EcrRegistryConfigurationController;
import io.ecroperator.repository.EcrRepositoryController;
import io.ecroperator.repositorypolicy.EcrRepositoryPolicyController;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KindContext;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.OperatorProcess;
import io.ecroperator.runtime.ReconcileMetrics;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.serviceaccount.ServiceAccountController;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.template.EcrRepositoryCreationTemplateController;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An operator: what its kinds share, the kinds, and the process that runs them. Nothing calls anybody before that starts. */
public final class Composition implements AutoCloseable {

    private final OperatorConfig config;
    private final Dependencies given;
    private final KindContext context;
    private final Background background;
    private final Connections connections;
    private final EcrRegistries declaredRegistries;
    private final Registries registries;

    /** Dies with the process: what it runs is of no use without it. */
    private final ScheduledExecutorService rotation = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rotation").factory());

    /** The operator with these settings. */
    public Composition(OperatorConfig config, Dependencies given) {
        this.config = config;
        this.given = given;
        this.context = context(config, given);
        this.background = Background.withThreads(given.steadyClock(), given.random(), given.heartbeats());
        this.connections = new Connections(given.aws().connections(), background);
        this.declaredRegistries = config.registries().enabled() ? EcrRegistries.served() : EcrRegistries.notServed();
        Periods periods = new Periods(config.sweepPeriod(), config.deepReadPeriod());
        OwnRegistry own = new OwnRegistry(connections, given.aws().own(), periods, GrantedPowers.of(config.powers()));
        this.registries = new Registries(connections, own, declaredRegistries);
        RegistryMetrics.show(given.meters(), registries, given.aws().countFor());
    }

    private List<ControllerRegistration> kinds() {
        DeclaredRepositories repositories = new DeclaredRepositories();
        boolean writesServiceAccounts =
                config.pullSecrets().enabled() && config.pullSecrets().serviceAccountsEnabled();
        ServiceAccountView serviceAccounts = new ServiceAccountView(writesServiceAccounts);

        List<ControllerRegistration> kinds = new ArrayList<>();
        if (config.registries().enabled()) {
            kinds.add(EcrRegistryController.registration(
                    context, declaredRegistries, registries, connections, background));
        }
        kinds.add(EcrRepositoryController.registration(context, registries, repositories));
        kinds.add(EcrLifecyclePolicyController.registration(context, registries, repositories));
        kinds.add(EcrRepositoryPolicyController.registration(context, registries, repositories));
        kinds.add(EcrRegistryConfigurationController.registration(context, registries));
        kinds.add(EcrPullThroughCacheRuleController.registration(context, registries));
        kinds.add(EcrRepositoryCreationTemplateController.registration(context, registries));
        kinds.add(EcrPublicRepositoryController.registration(context, registries));
        if (config.pullSecrets().enabled()) {
            kinds.add(EcrPullSecretController.registration(
                    context, registries, given.aws().tokens(), given.aws().pulls(), rotation, serviceAccounts));
        }
        if (writesServiceAccounts) {
            kinds.add(ServiceAccountController.registration(context, serviceAccounts));
        }
        return kinds;
    }

    /**
     * The process that runs all kinds, once.
     *
     * @param identity the name of this replica in the lease
     * @param onLeadershipLost ends the process at once
     */
    public OperatorProcess process(String identity, Runnable onLeadershipLost) {
        OperatorProcess process = new OperatorProcess(
                config,
                given.client(),
                kinds(),
                new ReconcileMetrics(given.meters()),
                given.random(),
                identity,
                onLeadershipLost,
                () -> context.cluster().identified(given.clusterUid().get()),
                given.heartbeats());
        Metric.LEADER.gauge(given.meters(), process, each -> each.leads() ? 1 : 0);
        return process;
    }

    /** Which registry an object means. */
    public Registries registries() {
        return registries;
    }

    /** Ends what works in the background; the process was stopped before. */
    @Override
    public void close() {
        registries.close();
        connections.close();
        background.schedule().shutdownNow();
        rotation.shutdownNow();
        context.events().close();
    }

    private static KindContext context(OperatorConfig config, Dependencies given) {
        OperatorMetrics metrics = new OperatorMetrics(given.meters());
        EventRecorder events = config.events().enabled()
                ? new EventRecorder(given.client(), given.clock(), metrics::eventDropped, given.heartbeats())
                : EventRecorder.silent();
        Cluster cluster = new Cluster(
                config.clusterName().orElse(""), // refused by the rules before anything starts
                Set.copyOf(config.replacesClusterUids().orElse(List.of())));
        return new KindContext(
                config,
                cluster,
                events,
                metrics,
                given.meters(),
                given.heartbeats(),
                given.clock(),
                given.random(),
                new Lanes(config.reconcileThreads()));
    }
}
