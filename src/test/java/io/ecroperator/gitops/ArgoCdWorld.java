package io.ecroperator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.chart.Helm;
import io.ecroperator.chart.Rendering;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.Registry;
import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.process.OperatorJar;
import io.ecroperator.process.ProcessWorld;
import io.ecroperator.support.Eventually;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/**
 * What a platform team has: a cluster, a Git repository, Argo CD with our settings, AWS. Of what runs on nodes there is the
 * operator, as soon as Argo CD has installed it.
 */
final class ArgoCdWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
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
              pullSecrets: {enabled: true, serviceAccountsEnabled: true}
              outputConfigMaps: {enabled: true}
              powers: {repositoryNamePatterns: [samples]}
              crds:
                annotations: {argocd.argoproj.io/sync-options: "Prune=false,Delete=false"}
            """;

    private final Emulator aws = Emulator.start(EmulatorOptions.DEFAULT);
    private final LocalCluster cluster;
    private final Path directory;
    private final GitRepository git;
    private final KubernetesClient client;
    private final ArgoCd argoCd;
    private final MissingControllers controllers;
    private OperatorJar operator;

    private ArgoCdWorld(LocalCluster cluster, Path directory, GitRepository git, ArgoCd argoCd) {
        this.cluster = cluster;
        this.directory = directory;
        this.git = git;
        this.client = cluster.client();
        this.argoCd = argoCd;
        this.controllers = new MissingControllers(client);
    }

    /** Starts all, and has Argo CD install the operator and the objects of the examples. */
    static ArgoCdWorld install() throws IOException {
        Path directory = Files.createTempDirectory("ecr-operator-argocd-");
        LocalCluster cluster = LocalCluster.start();
        ArgoCdWorld world;
        try {
            GitRepository git = GitRepository.create(directory.resolve("ecr"));
            List<Path> settings = List.of(SHIPPED.resolve("argocd-cm.yaml"), EXAMPLES.resolve("argocd-cm.yaml"));
            world = new ArgoCdWorld(cluster, directory, git, ArgoCd.start(cluster, directory, settings));
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        try {
            world.aws().iam().role("arn:aws:iam::111122223333:role/ecr-operator", Trust.of(ProcessWorld.ACCOUNT));
            // Before the operator lists what is there.
            List.of("team-a/legacy", "agreed/legacy", "broken/taken", "legacy/shop", "team-b/reports")
                    .forEach(world.ecr()::createRepository);
            world.applyTheExamples();
            world.rollOut();
            // It may have judged a CRD before that was established, and judges again after minutes only
            // (argo-cd#25084): it is asked until all are.
            world.eventually("the operator is healthy", () -> assertThat(
                            world.refresh("ecr-operator", "normal").health())
                    .isEqualTo("Healthy"));
            world.awaitStatus("ecr-registry", "Synced", "Suspended");
            return world;
        } catch (IOException | RuntimeException | AssertionError e) {
            world.close();
            throw e;
        }
    }

    /** Puts into Git what the examples are made for, and the Application of Applications into the cluster. */
    private void applyTheExamples() throws IOException {
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
    private void rollOut() {
        eventually(
                "Argo CD installs the operator", () -> assertThat(deployment()).isNotNull());
        Deployment deployment = deployment();
        OperatorJar.Settings settings = OperatorJar.Settings.against(aws.endpoint());
        for (Map.Entry<String, String> variable :
                Rendering.environment(deployment).entrySet()) {
            settings = settings.with(variable.getKey(), variable.getValue());
        }
        eventually(
                "Argo CD creates the ServiceAccount",
                () -> kubectl("get", "serviceaccount", "ecr-operator", "-n", "ecr-operator"));
        operator = OperatorJar.start(cluster, settings);
        eventually("the operator is ready", () -> assertThat(operator.ready()).isTrue());
        controllers.makeAvailable(deployment);
    }

    private Deployment deployment() {
        return client.apps()
                .deployments()
                .inNamespace("ecr-operator")
                .withName("ecr-operator")
                .get();
    }

    /** The work of the controllers that this cluster has not. */
    MissingControllers controllers() {
        return controllers;
    }

    /** Makes an Application like that of the examples' objects, for that directory and namespace. */
    void applyApplication(String name) throws IOException {
        applyApplication(name, "");
    }

    /** The same with more lines at its end. */
    void applyApplication(String name, String more) throws IOException {
        apply(example("apps/registry.yaml")
                        .replace("name: ecr-registry", "name: " + name)
                        .replace("path: registry", "path: " + name)
                        .replace("namespace: team-a", "namespace: " + name)
                + more);
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

    /** Waits until the Application is so and no sync is under way, and returns it. */
    Application awaitStatus(String name, String sync, String health) {
        eventually(name + " is " + sync + " and " + health, () -> assertThat(application(name))
                .extracting(Application::sync, Application::health, Application::isSyncing)
                .containsExactly(sync, health, false));
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
            Eventually.eventually(what, PATIENCE, Duration.ofMillis(100), assertion);
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
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
