package io.ecroperator.e2e;

import io.ecroperator.access.Powers;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.Connections.Shared;
import io.ecroperator.aws.sdk.AwsClientSettings;
import io.ecroperator.aws.sdk.AwsConnections;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.lifecycle.EcrLifecyclePolicyController;
import io.ecroperator.lifecycle.EcrLifecyclePolicyReconciler;
import io.ecroperator.lifecycle.undeclared.UndeclaredPass;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.pullsecret.EcrPullSecretController;
import io.ecroperator.reference.EcrRegistries;
import io.ecroperator.reference.OwnRegistry;
import io.ecroperator.reference.Registries;
import io.ecroperator.registry.AccessKeySecrets;
import io.ecroperator.registry.EcrRegistryController;
import io.ecroperator.repository.EcrRepositoryController;
import io.ecroperator.repository.EcrRepositoryReconciler;
import io.ecroperator.repository.OutputConfigMaps;
import io.ecroperator.runtime.AttemptDelays;
import io.ecroperator.runtime.ControllerRegistration;
import io.ecroperator.runtime.KubeSystem;
import io.ecroperator.runtime.Lanes;
import io.ecroperator.runtime.LenientObjects;
import io.ecroperator.runtime.ObjectCloner;
import io.ecroperator.runtime.OperatorMetrics;
import io.ecroperator.runtime.PooledOperator;
import io.ecroperator.runtime.ReconcileMetrics;
import io.ecroperator.runtime.RetrySchedule;
import io.ecroperator.runtime.events.EventRecorder;
import io.ecroperator.serviceaccount.ServiceAccountController;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.PowersOf;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The operator in this JVM, on the real API server as the user whom the shipped rights are for. */
final class OperatorUnderTest implements AutoCloseable {

    /** Which kinds of pull secrets it serves, and so which rights it needs. */
    enum PullSecretKinds {
        NONE(false, false),
        NAMESPACED(false, false),
        NAMESPACED_WITH_SERVICE_ACCOUNTS(false, true),
        CLUSTER(true, false),
        CLUSTER_WITH_SERVICE_ACCOUNTS(true, true);

        private final boolean wholeCluster;
        private final boolean serviceAccounts;

        PullSecretKinds(boolean wholeCluster, boolean serviceAccounts) {
            this.wholeCluster = wholeCluster;
            this.serviceAccounts = serviceAccounts;
        }

        boolean wholeCluster() {
            return wholeCluster;
        }

        boolean serviceAccounts() {
            return serviceAccounts;
        }
    }

    /** Sweeps happen when the test asks for one; deep reads are far away unless the test wants them. */
    record Options(
            Duration deepReads,
            Set<String> otherNamespaces,
            PullSecretKinds pullSecrets,
            PullApi pulls,
            Clock clock,
            Clock registryClock,
            Optional<Cluster> as,
            boolean outputConfigMaps,
            Powers powers) {

        /** Grants every power to every namespace, so that what powers do can be tried; {@code PowersIT} tries to do without. */
        static final Options DEFAULT = new Options(
                Duration.ofHours(10),
                Set.of(),
                PullSecretKinds.NONE,
                (token, host, repository) -> new PullAnswer.Unknown("there is no registry in this test"),
                Clock.systemUTC(),
                Clock.systemUTC(),
                Optional.empty(),
                false,
                PowersOf.ALL_NAMESPACES);

        /** With a view of the registry on that clock. */
        Options withRegistryClock(Clock ofRegistry) {
            return new Options(
                    deepReads, otherNamespaces, pullSecrets, pulls, clock, ofRegistry, as, outputConfigMaps, powers);
        }

        Options withDeepReads(Duration period) {
            return new Options(
                    period, otherNamespaces, pullSecrets, pulls, clock, registryClock, as, outputConfigMaps, powers);
        }

        /** Has the operator watch another namespace too. */
        Options withNamespace(String namespace) {
            return new Options(
                    deepReads,
                    Set.of(namespace),
                    pullSecrets,
                    pulls,
                    clock,
                    registryClock,
                    as,
                    outputConfigMaps,
                    powers);
        }

        /** With pull secrets, whose rights the test has to give, on that clock. */
        Options withPullSecrets(PullSecretKinds kinds, Clock ofRotation) {
            return new Options(
                    deepReads, otherNamespaces, kinds, pulls, ofRotation, registryClock, as, outputConfigMaps, powers);
        }

        /** With registries that answer so to a login that is tried. */
        Options withPulls(PullApi registries) {
            return new Options(
                    deepReads,
                    otherNamespaces,
                    pullSecrets,
                    registries,
                    clock,
                    registryClock,
                    as,
                    outputConfigMaps,
                    powers);
        }

        /** As the operator of another cluster than the one that it runs in. */
        Options withCluster(Cluster another) {
            return new Options(
                    deepReads,
                    otherNamespaces,
                    pullSecrets,
                    pulls,
                    clock,
                    registryClock,
                    Optional.of(another),
                    outputConfigMaps,
                    powers);
        }

        /** With output ConfigMaps, whose rights the test has to give. */
        Options withOutputConfigMaps() {
            return new Options(deepReads, otherNamespaces, pullSecrets, pulls, clock, registryClock, as, true, powers);
        }

        /** With these powers and no others. */
        Options withPowers(Powers granted) {
            return new Options(
                    deepReads,
                    otherNamespaces,
                    pullSecrets,
                    pulls,
                    clock,
                    registryClock,
                    as,
                    outputConfigMaps,
                    granted);
        }

        private Set<String> namespaces(String own) {
            Set<String> all = new HashSet<>(otherNamespaces);
            all.add(own);
            return all;
        }
    }

    /** As many as the process has by default. */
    static final int THREADS = 8;

    private static final Duration NEVER = Duration.ofHours(10);
    private static final RetrySchedule RETRIES =
            new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1));

    private final Heartbeats heartbeats = Heartbeats.unwatched();
    private final AwsConnections connections;
    private final Registries registries;
    private final KubernetesClient client;
    private final EventRecorder events;
    private final PooledOperator operator;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();

    private OperatorUnderTest(LocalCluster cluster, String namespace, URI aws, Options options) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        client = cluster.clientAs(LenientObjects.serialization(), Install.OPERATOR_USER);
        AccessKeySecrets secrets = new AccessKeySecrets(client, Optional.of(namespace));
        connections = new AwsConnections(
                AwsClientSettings.defaults("test"),
                name -> name.matches("[0-9]{12}") ? accessKey(name) : secrets.read(name),
                meters);
        ConnectionSpec spec = ConnectionSpec.ambient()
                .withRegion(World.REGION)
                .withEndpoint(aws)
                .withCredentials(Credentials.accessKeySecret(World.ACCOUNT));
        Shared shared = Shared.withThreads(options.registryClock(), new Random(1), heartbeats);
        Connections ecr = new Connections(connections, shared);
        EcrRegistries declaredRegistries = EcrRegistries.served();
        Periods periods = new Periods(NEVER, options.deepReads());
        registries = new Registries(ecr, new OwnRegistry(ecr, spec, periods, options.powers()), declaredRegistries);
        events = new EventRecorder(client, Clock.systemUTC(), () -> {});
        OperatorMetrics metrics = new OperatorMetrics(meters);
        DeclaredRepositories declared = new DeclaredRepositories();
        Cluster here = options.as().orElseGet(() -> Cluster.of("e2e", KubeSystem.uid(client)));
        EcrRepositoryReconciler reconciler = new EcrRepositoryReconciler(
                registries,
                declared,
                new OutputConfigMaps(options.outputConfigMaps()),
                here,
                new Lanes(THREADS),
                new AttemptDelays(new Random(1)),
                events,
                metrics,
                Clock.systemUTC());
        operator = new PooledOperator(
                overrider -> overrider
                        .withKubernetesClient(client)
                        .withCloseClientOnStop(false)
                        .withMetrics(new ReconcileMetrics(meters))
                        .withResourceCloner(new ObjectCloner(client.getKubernetesSerialization()))
                        .withReconciliationTerminationTimeout(Duration.ofSeconds(10)),
                THREADS);
        Common common = new Common(options.namespaces(namespace));
        EcrRegistryController.kind(
                        declaredRegistries, registries, ecr, shared, periods, events, metrics, Clock.systemUTC())
                .with(operator, common);
        ControllerRegistration.of(reconciler, EcrRepositoryController::configure)
                .with(operator, common);
        UndeclaredPass undeclared = new UndeclaredPass(here, Clock.systemUTC());
        EcrLifecyclePolicyReconciler policies = new EcrLifecyclePolicyReconciler(
                registries, declared, undeclared, new AttemptDelays(new Random(1)), events, metrics, Clock.systemUTC());
        ControllerRegistration.of(policies, EcrLifecyclePolicyController::configure)
                .with(operator, common);
        if (options.pullSecrets() != PullSecretKinds.NONE) {
            registerPullSecrets(namespace, spec, options, metrics, meters);
        }
    }

    private void registerPullSecrets(
            String namespace, ConnectionSpec spec, Options options, OperatorMetrics metrics, MeterRegistry meters) {
        PullSecretKinds wanted = options.pullSecrets();
        ServiceAccountView serviceAccounts = new ServiceAccountView(wanted.serviceAccounts());
        EcrPullSecretController.Kinds kinds = EcrPullSecretController.kinds(
                connections.authorization(spec),
                options.pulls(),
                schedule,
                heartbeats,
                "e2e",
                serviceAccounts,
                registries,
                events,
                metrics,
                meters,
                options.clock());
        Common common = new Common(wanted.wholeCluster() ? Set.of() : options.namespaces(namespace));
        kinds.ofOneNamespace().with(operator, common);
        if (wanted.wholeCluster()) {
            kinds.ofCluster().with(operator, common);
        }
        if (wanted.serviceAccounts()) {
            ServiceAccountController.registration(
                            serviceAccounts, wanted.wholeCluster(), new AttemptDelays(new Random(1)))
                    .with(operator, common);
        }
    }

    /** What every kind gets; in all namespaces if none is named. */
    private record Common(Set<String> namespaces) implements ControllerRegistration.CommonSettings {

        @Override
        public <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> overrider) {
            overrider.withFieldManager("ecr-operator").withRetry(RETRIES);
            if (!namespaces.isEmpty()) {
                overrider.settingNamespaces(namespaces);
            }
        }
    }

    static OperatorUnderTest start(LocalCluster cluster, String namespace, URI aws, Options options) {
        OperatorUnderTest started = new OperatorUnderTest(cluster, namespace, aws, options);
        started.operator.start();
        return started;
    }

    /** As if there were a Secret for each account: the emulator takes the id of an access key for its account. */
    private static Optional<AccessKey> accessKey(String account) {
        return Optional.of(new AccessKey(account, "secret", Optional.empty()));
    }

    /** Looks at ECR now, as when a sweep is due. */
    void sweep() {
        registries.own().sweep();
    }

    @Override
    public void close() {
        operator.stop();
        schedule.shutdownNow();
        registries.close();
        connections.close();
        events.close();
        client.close();
    }
}
