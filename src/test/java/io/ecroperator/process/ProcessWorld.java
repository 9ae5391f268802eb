package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.e2e.Install;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.Registry;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.Eventually;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.core.ThrowingRunnable;

/** A namespace, an account in the emulator, and the operator processes that a test starts. */
public final class ProcessWorld implements AutoCloseable {

    /** The operator's region. */
    public static final String REGION = "eu-central-1";
    /** The operator's account. */
    public static final String ACCOUNT = "123456789012";

    /** Three calls to create: the repository, its lifecycle policy, its repository policy. */
    static final String BOTH_POLICIES = """
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 100}
                  action: {type: expire}
            repositoryPolicy:
              statements:
                - effect: Allow
                  principal: {AWS: ["444455556666"]}
                  action: ["ecr:BatchGetImage"]
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final LocalCluster cluster;
    private final KubernetesClient user;
    private final String namespace;
    private final List<OperatorJar> processes = new ArrayList<>();
    private Emulator emulator;

    private ProcessWorld(LocalCluster cluster, EmulatorOptions options) {
        this.emulator = Emulator.start(options);
        this.cluster = cluster;
        this.user = cluster.client();
        this.namespace = cluster.createNamespace("process");
    }

    /** A world in which no operator runs yet, and nobody holds the lease. */
    public static ProcessWorld in(LocalCluster cluster) {
        return in(cluster, EmulatorOptions.DEFAULT);
    }

    /** The same with another AWS. */
    static ProcessWorld in(LocalCluster cluster, EmulatorOptions options) {
        Install.into(cluster);
        cluster.kubectl("delete", "lease", "ecr-operator", "-n", "ecr-operator", "--ignore-not-found");
        return new ProcessWorld(cluster, options);
    }

    /** Starts an operator for this world's namespace. */
    public OperatorJar start() {
        return start(UnaryOperator.identity());
    }

    /** Starts an operator for this world's namespace with other settings. */
    public OperatorJar start(UnaryOperator<OperatorJar.Settings> change) {
        OperatorJar.Settings standard =
                OperatorJar.Settings.against(endpoint()).with("ECR_OPERATOR_NAMESPACES", namespace);
        OperatorJar process = OperatorJar.start(cluster, change.apply(standard));
        processes.add(process);
        return process;
    }

    /** Starts an operator and waits until it is ready. */
    public OperatorJar startReady() {
        OperatorJar process = start();
        awaitReady(process);
        return process;
    }

    /** Waits until its readiness probe passes. */
    public void awaitReady(OperatorJar process) {
        eventually("the operator is ready", () -> assertThat(process.ready())
                .as(process.alive() ? "ready" : process.output())
                .isTrue());
    }

    /** Gives the operator the rights of pull secrets in this world's namespace. */
    void allowPullSecrets() {
        Install.pullSecretsInto(cluster, namespace);
    }

    /** Applies objects as a user does, from YAML that names their namespaces. */
    void applyManifest(String manifest) {
        user.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    URI endpoint() {
        return emulator.endpoint();
    }

    /** The stand-in for AWS. */
    public Emulator emulator() {
        return emulator;
    }

    /** Takes AWS away: its port refuses connections. */
    void stopAws() {
        emulator.close();
    }

    /** An AWS on the port that the stopped one had; it knows nothing of the time before. */
    void startAws() {
        emulator = Emulator.start(endpoint().getPort());
    }

    /** What ECR holds. */
    public Registry ecr() {
        return emulator.registry(ACCOUNT, REGION);
    }

    /** A client of somebody who may do everything. */
    public KubernetesClient user() {
        return user;
    }

    /** Where this world's objects live. */
    public String namespace() {
        return namespace;
    }

    /** The writes that AWS carried out, in order. */
    List<String> writesDone() {
        return emulator.calls().writes().stream()
                .filter(call -> call.outcome().equals(LoggedCall.OK))
                .map(LoggedCall::operation)
                .toList();
    }

    /** The calls that named this repository. */
    List<LoggedCall> callsOn(String repository) {
        return emulator.calls().entries().stream()
                .filter(call -> repository.equals(call.repository()))
                .toList();
    }

    /** What kubectl prints, run by the administrator in this world's namespace. */
    String kubectl(String... args) {
        return kubectlWithInput("", args);
    }

    private String kubectlWithInput(String input, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("-n", namespace));
        KubectlResult result = cluster.kubectlWithInput(input, all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }

    /** Applies an object as a user does; {@code spec} is YAML, indented by nothing. */
    void apply(String name, String spec) {
        KubectlResult result = cluster.kubectlWithInput(
                manifest(name, spec), "apply", "--server-side", "--force-conflicts", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private String manifest(String name, String spec) {
        String body = spec.isBlank() ? " {}" : "\n" + spec.strip().indent(2);
        return "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrRepository\nmetadata:\n  name: " + name
                + "\n  namespace: " + namespace + "\nspec:" + body;
    }

    void awaitInSync(String name) {
        awaitReadyIs(name, ConditionStatus.TRUE, Reason.IN_SYNC);
    }

    /** Waits until the object's Ready condition is this for its present generation. */
    void awaitReadyIs(String name, ConditionStatus status, Reason reason) {
        eventually(name + " is Ready=" + status.label() + " " + reason.label(), () -> {
            EcrRepository object = user.resources(EcrRepository.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            assertThat(object.getStatus()).as("status\n" + outputs()).isNotNull();
            Condition ready = Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                    .orElseThrow();
            assertThat(List.of(ready.getStatus(), ready.getReason()))
                    .as(ready.getMessage() + "\n" + outputs())
                    .containsExactly(status.label(), reason.label());
            assertThat(ready.getObservedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
        });
    }

    /** Waits until the assertion holds. */
    public static void eventually(String what, ThrowingRunnable assertion) {
        Eventually.eventually(what, PATIENCE, POLL, assertion);
    }

    /** What the last operator printed; nothing if there is none. */
    public String outputs() {
        return processes.isEmpty() ? "" : processes.getLast().output();
    }

    @Override
    public void close() {
        processes.forEach(OperatorJar::close);
        emulator.close();
        kubectl("delete", "ecrpullsecrets", "--all"); // an operator of the whole cluster would serve them later
        user.close();
    }
}
