package io.ecroperator.e2e;

import io.ecroperator.api.v1alpha1.Conditioned;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.Faults;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.Eventually;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.core.ThrowingRunnable;

/** One namespace, one account in a stand-in for AWS, one operator: what a test lives in. */
final class World implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "123456789012";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final LocalCluster cluster;
    private final KubernetesClient user;
    private final String namespace;
    private final StandIn aws;
    private OperatorUnderTest operator;

    private World(LocalCluster cluster, StandIn aws) {
        this.cluster = cluster;
        this.user = cluster.client();
        this.namespace = cluster.createNamespace("e2e");
        this.aws = aws;
    }

    /** A world with a running operator and our emulator. */
    static World start(LocalCluster cluster) {
        return start(cluster, StandIn.Ours.start());
    }

    /** A world with a running operator. */
    static World start(LocalCluster cluster, StandIn aws) {
        World world = withoutOperator(cluster, aws);
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        return world;
    }

    /** A world with our emulator, whose operator the test starts itself. */
    static World withoutOperator(LocalCluster cluster) {
        return withoutOperator(cluster, StandIn.Ours.start());
    }

    /** A world with our emulator, started with these options, whose operator the test starts itself. */
    static World withoutOperator(LocalCluster cluster, EmulatorOptions options) {
        return withoutOperator(cluster, new StandIn.Ours(Emulator.start(options)));
    }

    /** A world whose operator the test starts itself. */
    static World withoutOperator(LocalCluster cluster, StandIn aws) {
        Install.into(cluster);
        return new World(cluster, aws);
    }

    /** Starts the operator with output ConfigMaps and the rights that they take. */
    void startOperatorWithOutputConfigMaps() {
        Install.outputConfigMapsInto(cluster, namespace);
        startOperator(OperatorUnderTest.Options.DEFAULT.withOutputConfigMaps());
    }

    /** Starts the operator, or starts it again. */
    void startOperator(OperatorUnderTest.Options options) {
        stopOperator();
        if (options.watchesWholeCluster()) {
            OtherWorlds.delete(user, namespace);
        }
        operator = OperatorUnderTest.start(cluster, namespace, aws.endpoint(), options);
    }

    /** Stops the operator as a rollout does. */
    void stopOperator() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
    }

    Emulator emulator() {
        return aws.emulator();
    }

    /** What goes wrong. */
    Faults faults() {
        return emulator().faults();
    }

    /** The calls that named this repository. */
    List<LoggedCall> callsOn(String repository) {
        return emulator().calls().entries().stream()
                .filter(call -> repository.equals(call.repository()))
                .toList();
    }

    /** Tags a repository beside the tags that it has. */
    static void addTags(RegistryContents ecr, String name, Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(ecr.tags(name));
        all.putAll(tags);
        ecr.setTags(name, all);
    }

    /** What the stand-in for AWS holds, past the operator's back. */
    RegistryContents ecr() {
        return aws.ecr();
    }

    String namespace() {
        return namespace;
    }

    KubernetesClient user() {
        return user;
    }

    LocalCluster cluster() {
        return cluster;
    }

    /** Lets the operator look at ECR now, as if a sweep were due. */
    void sweep() {
        operator.sweep();
    }

    /** The objects of a kind in this world's namespace, or in the cluster if that is where the kind lives. */
    <S, T extends CustomResource<S, ? extends Conditioned>> KindObjects<S, T> objects(Class<T> kind) {
        boolean namespaced = Namespaced.class.isAssignableFrom(kind);
        return new KindObjects<>(user, namespaced ? namespace : null, kind);
    }

    private KindObjects<EcrRepositorySpec, EcrRepository> repositories() {
        return objects(EcrRepository.class);
    }

    /** An EcrRepository, as the next methods too: {@link KindObjects#apply}. */
    EcrRepository apply(String name, String spec) {
        return repositories().apply(name, spec);
    }

    /** {@link KindObjects#manifest}. */
    String manifest(String name, String spec) {
        return repositories().manifest(name, spec);
    }

    /** {@link KindObjects#applyReady}. */
    EcrRepository applyReady(String name, String spec) {
        return repositories().applyReady(name, spec);
    }

    EcrRepository get(String name) {
        return repositories().get(name);
    }

    Resource<EcrRepository> resource(String name) {
        return repositories().resource(name);
    }

    EcrRepository awaitReady(String name) {
        return repositories().awaitReady(name);
    }

    EcrRepository awaitNotReady(String name, Reason reason) {
        return repositories().awaitNotReady(name, reason);
    }

    /** {@link KindObjects#awaitCondition}. */
    EcrRepository awaitCondition(String name, ConditionType type, ConditionStatus status, Reason reason) {
        return repositories().awaitCondition(name, type, status, reason);
    }

    static Condition condition(CustomResource<?, ? extends Conditioned> object, ConditionType type) {
        return KindObjects.condition(object, type);
    }

    /** Waits until the assertion holds; what is not there yet (a status, an object) is waited for as well. */
    static void eventually(String what, ThrowingRunnable assertion) {
        Eventually.eventually(what, PATIENCE, POLL, assertion);
    }

    /** {@link KindObjects#reconcileNow}. */
    EcrRepository lookAgain(String name) {
        return repositories().reconcileNow(name);
    }

    /** {@link KindObjects#withSpec}. */
    EcrRepository withSpec(EcrRepository object, String spec) {
        return repositories().withSpec(object, spec);
    }

    /** {@link KindObjects#edit}. */
    EcrRepository edit(String name, UnaryOperator<EcrRepository> change) {
        return repositories().edit(name, change);
    }

    /** Waits for an Event about an object of that name, of whichever kind. */
    Event awaitEvent(String name, Reason reason) {
        return events().await(name, reason);
    }

    /** The Events about objects of that name, of whichever kind. */
    List<Event> events(String name) {
        return events().about(name);
    }

    private ObjectEvents events() {
        return new ObjectEvents(user, namespace, Optional.empty());
    }

    /** Deletes the pull secrets of this world, which an operator of the whole cluster would serve in a later one. */
    void deletePullSecrets() {
        user.resources(EcrPullSecret.class).inNamespace(namespace).delete();
    }

    @Override
    public void close() {
        stopOperator();
        aws.close();
        user.close();
    }
}
