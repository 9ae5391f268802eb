package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.Faults;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.core.ThrowingRunnable;

/** One namespace, one account in a stand-in for AWS, one operator: what a test lives in. */
final class World implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "123456789012";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    private static World withoutOperator(LocalCluster cluster, StandIn aws) {
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

    /** Applies an object as {@code kubectl apply --server-side} does; {@code spec} is YAML, indented by nothing. */
    EcrRepository apply(String name, String spec) {
        return user.resources(EcrRepository.class)
                .inNamespace(namespace)
                .load(new ByteArrayInputStream(manifest(name, spec).getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    /** The manifest of an object with this spec. */
    String manifest(String name, String spec) {
        String body = spec.isBlank() ? " {}" : "\n" + spec.strip().indent(2);
        return "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrRepository\nmetadata:\n  name: " + name
                + "\n  namespace: " + namespace + "\nspec:" + body;
    }

    /** Applies an object and waits until it is ready for this very spec. */
    EcrRepository applyReady(String name, String spec) {
        apply(name, spec);
        return awaitReady(name);
    }

    EcrRepository get(String name) {
        return resource(name).get();
    }

    Resource<EcrRepository> resource(String name) {
        return user.resources(EcrRepository.class).inNamespace(namespace).withName(name);
    }

    EcrRepository awaitReady(String name) {
        return awaitCondition(name, ConditionType.READY, ConditionStatus.TRUE, Reason.IN_SYNC);
    }

    EcrRepository awaitNotReady(String name, Reason reason) {
        return awaitCondition(name, ConditionType.READY, ConditionStatus.FALSE, reason);
    }

    /** Waits until the object has the condition for its present generation. */
    EcrRepository awaitCondition(String name, ConditionType type, ConditionStatus status, Reason reason) {
        eventually(name + " is " + type.label() + "=" + status.label() + " " + reason.label(), () -> {
            EcrRepository object = get(name);
            Condition condition = condition(object, type);
            assertThat(List.of(condition.getStatus(), condition.getReason()))
                    .as(condition.getMessage())
                    .containsExactly(status.label(), reason.label());
            assertThat(condition.getObservedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
        });
        return get(name);
    }

    static Condition condition(EcrRepository object, ConditionType type) {
        assertThat(object.getStatus()).as("status").isNotNull();
        return Conditions.find(object.getStatus().conditions(), type)
                .orElseThrow(() -> new AssertionError("no condition " + type.label()));
    }

    /** Waits until the assertion holds; what is not there yet (a status, an object) is waited for as well. */
    static void eventually(String what, ThrowingRunnable assertion) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    /** Asks for a fresh look and waits until the operator has taken it. */
    EcrRepository lookAgain(String name) {
        String now = Instant.now().toString();
        edit(name, object -> {
            Map<String, String> annotations = new HashMap<>();
            if (object.getMetadata().getAnnotations() != null) {
                annotations.putAll(object.getMetadata().getAnnotations());
            }
            annotations.put("ecr-operator.io/reconcile-requested-at", now);
            object.getMetadata().setAnnotations(annotations);
            return object;
        });
        eventually(
                name + " was looked at again",
                () -> assertThat(get(name).getStatus().lastHandledReconcileAt()).isEqualTo(now));
        return get(name);
    }

    /** The object with another spec, given as YAML. */
    EcrRepository withSpec(EcrRepository object, String spec) {
        object.setSpec(user.getKubernetesSerialization()
                .unmarshal(manifest("any", spec), EcrRepository.class)
                .getSpec());
        return object;
    }

    /** Edits the object as {@code kubectl edit} does. */
    EcrRepository edit(String name, UnaryOperator<EcrRepository> change) {
        return OptimisticEdit.of(resource(name), change);
    }

    /** Waits for an Event about the object. */
    Event awaitEvent(String name, Reason reason) {
        eventually(
                "Event " + reason.label() + " about " + name,
                () -> assertThat(events(name)).extracting(Event::getReason).contains(reason.label()));
        return events(name).stream()
                .filter(event -> reason.label().equals(event.getReason()))
                .findFirst()
                .orElseThrow();
    }

    List<Event> events(String name) {
        return user.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .toList();
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
