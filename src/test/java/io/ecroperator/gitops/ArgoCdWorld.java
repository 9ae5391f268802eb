package io.ecroperator.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.chart.Helm;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.Registry;
import io.ecroperator.process.OperatorJar;
import io.ecroperator.process.ProcessWorld;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;

/**
 * What a platform team has: a cluster, a Git repository, Argo CD with our settings, AWS. Of what runs on nodes there is the
 * operator, as soon as Argo CD has installed it.
 */
final class ArgoCdWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SHIPPED = Path.of("deploy", "argocd");
    private static final Path EXAMPLES = SHIPPED.resolve("examples");
    private static final String URL_OF_THE_EXAMPLES = "https://git.example.com/platform/ecr.git";

    /** A chart of one's own around ours, which is where values go in Git. */
    private static final String CHART = """
            apiVersion: v2
            name: ecr
            version: 0.0.0
            """;

    private static final String VALUES = """
            ecr-operator:
              clusterName: gitops
              crds:
                annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}
            """;

    /** What the controller of Deployments says once the Pods are ready. */
    private static final String AVAILABLE = """
            {"status": {"observedGeneration": %1$d, "replicas": %2$d, "updatedReplicas": %2$d, "readyReplicas": %2$d,
             "availableReplicas": %2$d, "conditions": [{"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable"}]}}
            """;

    /** What the controller of PodDisruptionBudgets says then. */
    private static final String DISRUPTIONS_ALLOWED = """
            {"status": {"observedGeneration": %1$d, "currentHealthy": %2$d, "desiredHealthy": 1, "disruptionsAllowed": 1, "expectedPods": %2$d,
             "conditions": [{"type": "DisruptionAllowed", "status": "True", "reason": "SufficientPods", "message": "",
              "lastTransitionTime": "2000-01-01T00:00:00Z"}]}}
            """;

    private final Emulator aws = Emulator.start(EmulatorOptions.DEFAULT);
    private final LocalCluster cluster;
    private final GitRepository git;
    private final KubernetesClient client;
    private final ArgoCd argoCd;
    private OperatorJar operator;

    private ArgoCdWorld(LocalCluster cluster, GitRepository git, ArgoCd argoCd) {
        this.cluster = cluster;
        this.git = git;
        this.client = cluster.client();
        this.argoCd = argoCd;
    }

    /** Starts all but the operator, with an empty Git repository. */
    static ArgoCdWorld start(Path directory) throws IOException {
        LocalCluster cluster = LocalCluster.start();
        try {
            GitRepository git = GitRepository.create(directory.resolve("ecr"));
            List<Path> settings = List.of(SHIPPED.resolve("argocd-cm.yaml"), EXAMPLES.resolve("argocd-cm.yaml"));
            return new ArgoCdWorld(cluster, git, ArgoCd.start(cluster, directory, settings));
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Puts into Git what the examples are made for, and the Application of Applications into the cluster. */
    void applyTheExamples() throws IOException {
        git.write("operator/Chart.yaml", CHART);
        git.write("operator/values.yaml", VALUES);
        git.copy(Helm.CHART, "operator/charts/ecr-operator");
        git.write("apps/operator.yaml", example("apps/operator.yaml"));
        git.write("apps/registry.yaml", example("apps/registry.yaml"));
        git.copy(EXAMPLES.resolve("registry"), "registry");
        git.commit("The examples");
        apply(example("app-of-apps.yaml"));
    }

    /** Does what the nodes do: starts the operator as its Deployment says, and says when it is available. */
    void rollOut() {
        eventually(
                "Argo CD installs the operator", () -> assertThat(deployment()).isNotNull());
        Deployment deployment = deployment();
        OperatorJar.Settings settings = OperatorJar.Settings.against(aws.endpoint());
        for (EnvVar variable : deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()) {
            if (variable.getValue() != null) {
                settings = settings.with(variable.getName(), variable.getValue());
            }
        }
        eventually(
                "Argo CD creates the ServiceAccount",
                () -> kubectl("get", "serviceaccount", "ecr-operator", "-n", "ecr-operator"));
        operator = OperatorJar.start(cluster, settings);
        eventually("the operator is ready", () -> assertThat(operator.ready()).isTrue());
        int replicas = deployment.getSpec().getReplicas();
        patchStatus("deployment", AVAILABLE.formatted(deployment.getMetadata().getGeneration(), replicas));
        patchStatus("poddisruptionbudget", DISRUPTIONS_ALLOWED.formatted(1, replicas));
    }

    private void patchStatus(String kind, String patch) {
        kubectl(
                "patch",
                kind + "/ecr-operator",
                "--namespace=ecr-operator",
                "--subresource=status",
                "--type=merge",
                "--patch=" + patch);
    }

    private Deployment deployment() {
        return client.apps()
                .deployments()
                .inNamespace("ecr-operator")
                .withName("ecr-operator")
                .get();
    }

    /**
     * Does what the garbage collector does with an object of that namespace that is being deleted and owns nothing. Argo CD deletes in
     * the foreground, so such an object waits for it.
     */
    void collectGarbage(String namespace) {
        for (HasMetadata each : client.resources(EcrRepository.class)
                .inNamespace(namespace)
                .list()
                .getItems()) {
            if (each.getMetadata().getFinalizers().equals(List.of("foregroundDeletion"))) {
                kubectl(
                        "patch",
                        "ecrrepo/" + each.getMetadata().getName(),
                        "--namespace=" + namespace,
                        "--type=merge",
                        "--patch={\"metadata\": {\"finalizers\": null}}");
            }
        }
    }

    /** Makes an Application like that of the examples' objects, for that directory and namespace. */
    void applyApplication(String name) throws IOException {
        apply(example("apps/registry.yaml")
                .replace("name: ecr-registry", "name: " + name)
                .replace("path: registry", "path: " + name)
                .replace("namespace: team-a", "namespace: " + name));
    }

    /** A file of the examples, with this world's Git. */
    String example(String file) throws IOException {
        return Files.readString(EXAMPLES.resolve(file)).replace(URL_OF_THE_EXAMPLES, git.url());
    }

    /** What its user's Git has; files are in a directory for each Application. */
    GitRepository git() {
        return git;
    }

    Application application(String name) {
        GenericKubernetesResource found = client.genericKubernetesResources("argoproj.io/v1alpha1", "Application")
                .inNamespace(ArgoCd.NAMESPACE)
                .withName(name)
                .get();
        assertThat(found).as("Application " + name).isNotNull();
        return new Application(found);
    }

    /** Has Argo CD read Git and the cluster anew, as a webhook or the button does, and returns when it has compared. */
    Application refresh(String name, String how) {
        kubectl(
                "annotate",
                "application/" + name,
                "--namespace=argocd",
                "--overwrite",
                "argocd.argoproj.io/refresh=" + how);
        eventually(name + " is refreshed", () -> assertThat(application(name).annotation("argocd.argoproj.io/refresh"))
                .isEmpty());
        return application(name);
    }

    /** Waits until the Application is so, and returns it. */
    Application awaitStatus(String name, String sync, String health) {
        eventually(name + " is " + sync + " and " + health, () -> assertThat(application(name))
                .extracting(Application::sync, Application::health)
                .containsExactly(sync, health));
        return application(name);
    }

    Emulator aws() {
        return aws;
    }

    Registry ecr() {
        return aws.registry(ProcessWorld.ACCOUNT, ProcessWorld.REGION);
    }

    private void apply(String manifest) {
        KubectlResult result = cluster.kubectlWithInput(manifest, "apply", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    /** What kubectl prints, run by the administrator. */
    String kubectl(String... arguments) {
        KubectlResult result = cluster.kubectl(arguments);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout();
    }

    /** Waits until the assertion holds; the message of a failure has the ends of all logs. */
    void eventually(String what, ThrowingRunnable assertion) {
        try {
            await(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .untilAsserted(assertion);
        } catch (RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\n" + state(), e);
        }
    }

    private String state() {
        String applications = client
                .genericKubernetesResources("argoproj.io/v1alpha1", "Application")
                .inNamespace(ArgoCd.NAMESPACE)
                .list()
                .getItems()
                .stream()
                .map(each -> new Application(each).summary())
                .collect(Collectors.joining("\n"));
        String objects = cluster.kubectl("get", "ecr", "-A", "-o", "wide").stdout();
        return String.join("\n", applications, objects, argoCd.logs(), operator == null ? "" : operator.output());
    }

    @Override
    public void close() {
        argoCd.close();
        if (operator != null) {
            operator.close();
        }
        client.close();
        cluster.close();
        aws.close();
    }
}
