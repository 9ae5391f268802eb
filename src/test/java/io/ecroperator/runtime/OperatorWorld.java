package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.management.ManagementServer;
import io.ecroperator.support.EstablishedCrd;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A namespace, and processes without AWS that watch it and have their lease in it. */
final class OperatorWorld implements AutoCloseable {

    private static final Path CRD = Path.of("crds/ecrrepositories.ecr-operator.io-v1.yml");
    private static final String LEASE = "ecr-operator";

    private final LocalCluster cluster;
    private final KubernetesClient admin;
    private final String namespace;
    private final List<Runnable> running = new ArrayList<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicReference<String> errorOnce = new AtomicReference<>();
    private final AtomicLong later = new AtomicLong();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Heartbeats heartbeats = new Heartbeats(
            () -> System.nanoTime() + later.get(), (name, count) -> failures.merge(name, count, Integer::sum));
    private Runnable beforeKinds = () -> {};

    private OperatorWorld(LocalCluster cluster, KubernetesClient admin) {
        this.cluster = cluster;
        this.admin = admin;
        this.namespace = cluster.createNamespace("process");
    }

    /** A new namespace in a cluster whose CRD takes every object. */
    static OperatorWorld in(LocalCluster cluster) {
        KubernetesClient admin = cluster.client();
        CustomResourceDefinition crd = admin.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(CRD.toFile())
                .item();
        admin.resource(schemaless(crd)).serverSideApply();
        admin.resource(crd).waitUntilCondition(EstablishedCrd::is, 10, TimeUnit.SECONDS);
        return new OperatorWorld(cluster, admin);
    }

    /** A process of the administrator; nothing happens before it is started. */
    OperatorProcess process(String identity, Duration lease, HeldReconciler reconciler) {
        return process(identity, lease, reconciler, ControllerRegistration.of(reconciler, overrider -> {}));
    }

    /** The same with other meters. */
    OperatorProcess process(String identity, Duration lease, HeldReconciler reconciler, Metrics metrics) {
        return process(
                config().build(),
                identity,
                lease,
                reconciler,
                ControllerRegistration.of(reconciler, overrider -> {}),
                metrics);
    }

    /** A process whose reconciles are on the threads of those that do not call AWS. */
    OperatorProcess processWithoutAws(String identity, Duration lease, HeldReconciler reconciler) {
        return process(identity, lease, reconciler, ControllerRegistration.withoutAws(reconciler, overrider -> {}));
    }

    /** A process whose reconciler is told of deletions. */
    OperatorProcess processToldOfDeletions(String identity, Duration lease, HeldReconciler reconciler) {
        return process(
                identity,
                lease,
                reconciler,
                ControllerRegistration.of(reconciler, overrider -> overrider.withTriggerReconcilerOnAllEvents(true)));
    }

    private OperatorProcess process(
            String identity, Duration lease, HeldReconciler reconciler, ControllerRegistration kind) {
        Metrics metrics = new ReconcileMetrics(new SimpleMeterRegistry());
        return process(config().build(), identity, lease, reconciler, kind, metrics);
    }

    /** A process with the rights of this user. */
    OperatorProcess processAs(String user, Metrics metrics) {
        Config config = config().withImpersonateUsername(user).build();
        HeldReconciler reconciler = new HeldReconciler();
        ControllerRegistration kind = ControllerRegistration.of(reconciler, overrider -> {});
        return process(config, user, Duration.ofMinutes(1), reconciler, kind, metrics);
    }

    private OperatorProcess process(
            Config config,
            String identity,
            Duration lease,
            HeldReconciler reconciler,
            ControllerRegistration kind,
            Metrics metrics) {
        KubernetesClient client = ApiServerClient.create(config, "test", new Requests(identity, lease));
        running.add(client::close);
        OperatorProcess process = new OperatorProcess(
                Settings.of(Map.of(
                        "ECR_OPERATOR_NAMESPACES", namespace,
                        "ECR_OPERATOR_LEADER_ELECTION_NAMESPACE", namespace,
                        "ECR_OPERATOR_LEADER_ELECTION_LEASE_DURATION", lease.toSeconds() + "s")),
                client,
                List.of(kind),
                metrics,
                new Random(1),
                identity,
                () -> lost.set(true),
                beforeKinds,
                heartbeats);
        running.add(process::stop);
        running.add(reconciler::release);
        return process;
    }

    /** Gives the user all rights to a resource. */
    void allow(String user, String group, String resource) {
        String name = user + "-" + resource;
        admin.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups(group)
                        .withResources(resource)
                        .withVerbs("*")
                        .endRule()
                        .build())
                .create();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }

    /** Creates an object; {@code spec} is JSON. */
    void create(String spec, String name) {
        String json = """
                {"apiVersion": "ecr-operator.io/v1alpha1", "kind": "EcrRepository",
                 "metadata": {"name": "%s", "namespace": "%s"}, "spec": %s}
                """.formatted(name, namespace, spec);
        assertThat(cluster.kubectlWithInput(json, "create", "-f", "-").exitCode())
                .isZero();
    }

    /** Deletes an object and creates it again, as {@code kubectl replace --force} does; returns the new UID. */
    String recreate(String name) {
        Resource<EcrRepository> object =
                admin.resources(EcrRepository.class).inNamespace(namespace).withName(name);
        object.delete();
        create("{}", name);
        return object.get().getMetadata().getUid();
    }

    /** Has the next request for the lease that this replica makes meet an Error. */
    void errorInTheElectionOf(String identity) {
        errorOnce.set(identity);
    }

    /** Whether it has met it. */
    boolean errorMet() {
        return errorOnce.get() == null;
    }

    /** Has the operators do this before they start their kinds. */
    void beforeKinds(Runnable first) {
        beforeKinds = first;
    }

    /** The steps of a schedule that threw. */
    int failures(String schedule) {
        return failures.getOrDefault(schedule, 0);
    }

    /** Lets time pass for the heartbeats. */
    void pass(Duration time) {
        later.addAndGet(time.toNanos());
    }

    /** Answers the liveness probe of a process over HTTP, on any port. */
    ManagementServer liveness(OperatorProcess process) {
        OperatorHealth health = new OperatorHealth(process, heartbeats);
        ManagementServer server = ManagementServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of("/q/health/live", () -> health.liveness().answer()));
        running.add(server::close);
        return server;
    }

    /** What the operator has, and an Error when it is asked for. */
    private final class Requests implements Interceptor {

        private final String identity;
        private final LeaseRequests watched;

        Requests(String identity, Duration lease) {
            this.identity = identity;
            watched = new LeaseRequests(heartbeats, lease);
        }

        @Override
        public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
            watched.before(headers, request, tags);
            if (request.uri().getPath().contains("/leases/") && errorOnce.compareAndSet(identity, null)) {
                throw new NoClassDefFoundError("once");
            }
        }
    }

    /** Who holds the lease; empty if nobody does. */
    String holder() {
        Lease lease = admin.leases().inNamespace(namespace).withName(LEASE).get();
        String holder = lease.getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    void editLease(UnaryOperator<Lease> change) {
        OptimisticEdit.of(admin.leases().inNamespace(namespace).withName(LEASE), change);
    }

    /** Whether a process would have ended because it lost the lease. */
    boolean lost() {
        return lost.get();
    }

    static void awaitReady(OperatorProcess process) {
        await("the process to be ready").atMost(Duration.ofSeconds(60)).until(process::ready);
    }

    static boolean live(OperatorProcess process) {
        return process.informers().stoppedKind().isEmpty();
    }

    @Override
    public void close() {
        running.reversed().forEach(Runnable::run);
        admin.close();
    }

    private ConfigBuilder config() {
        try {
            return new ConfigBuilder(Config.fromKubeconfig(Files.readString(cluster.kubeconfigFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes every object, as an older or newer version of the CRD may have. */
    private static CustomResourceDefinition schemaless(CustomResourceDefinition crd) {
        return new CustomResourceDefinitionBuilder(crd)
                .editSpec()
                .editMatchingVersion(version -> version.getName().equals("v1alpha1"))
                .editSchema()
                .withOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                        .withType("object")
                        .withXKubernetesPreserveUnknownFields(true)
                        .build())
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
