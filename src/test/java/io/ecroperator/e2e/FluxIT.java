package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.chart.Helm;
import io.ecroperator.emulator.DataPlane;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.emulator.dataplane.Digest;
import io.ecroperator.support.Crane;
import io.ecroperator.support.CraneResult;
import io.ecroperator.support.FluxSourceController;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flux's own source-controller pulls charts and artifacts with the Secret that the operator wrote, by the objects of
 * {@code docs/gitops.md}. The registry and the operator go by one clock.
 */
@ExtendWith(SharedCluster.class)
class FluxIT {

    private static final String HOST = World.ACCOUNT + ".dkr.ecr." + World.REGION + ".amazonaws.com";
    private static final Path PAGE = Path.of("docs", "gitops.md");
    private static final Pattern OBJECTS = Pattern.compile("(?s)### Charts and artifacts in ECR.*?```yaml\n(.*?)```");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private World world;
    private Crane crane;
    private FluxSourceController flux;
    private Map<String, String> registries;

    @BeforeEach
    void start(LocalCluster cluster) throws IOException {
        world = World.withoutOperator(
                cluster, EmulatorOptions.DEFAULT.clock(clock).proxy(ProxyOptions.DEFAULT));
        Install.pullSecretsInto(cluster, world.namespace());
        world.startOperator(
                OperatorUnderTest.Options.DEFAULT.withPullSecrets(OperatorUnderTest.PullSecretKinds.NAMESPACED, clock));
        world.ecr().createRepository("manifests");
        world.ecr().createRepository("charts/ecr-operator");
        DataPlane dataPlane = world.emulator().dataPlane();
        Path client = Files.createDirectory(directory.resolve("client"));
        crane = new Crane(client, dataPlane.proxy(), dataPlane.caPem());
        registries = Map.of(
                "HTTPS_PROXY",
                dataPlane.proxy().toString(),
                "SSL_CERT_FILE",
                client.resolve("ca.pem").toString());
        flux = FluxSourceController.start(cluster, world.namespace(), directory.resolve("flux"), registries);
    }

    @AfterEach
    void close() {
        if (flux != null) {
            flux.close();
        }
        world.deletePullSecrets();
        world.close();
    }

    @Test
    void shouldPullWhatWasPushedByTheObjectsOfThePage() throws IOException {
        // When
        applyObjectsOfThePage();
        Path chart = pushChart("1.4.2");
        String manifests = pushArtifact(chart);

        // Then
        awaitReady("OCIRepository", "manifests", "main@" + manifests);
        awaitReady("OCIRepository", "chart", "1.4.2@" + digestInRegistry("charts/ecr-operator:1.4.2"));
        awaitReady("HelmChart", "chart", "1.4.2");
        assertThat(List.of(contentOf("OCIRepository", "chart"), contentOf("HelmChart", "chart")))
                .containsOnly(Digest.of(Files.readAllBytes(chart)));
    }

    @Test
    void shouldBeRefusedWithoutTheSecret() throws IOException {
        // Given
        applyObjectsOfThePage();
        pushArtifact(pushChart("1.4.2"));

        // When
        apply(objectsOfThePage()
                .replaceAll("(?s)^.*?---", "")
                .replaceAll("\n +secretRef: .*", "")
                .replaceAll("name: (manifests|chart|charts)\\b", "name: $1-without"));

        // Then
        awaitRefused("OCIRepository", "manifests-without", "401");
        awaitRefused("OCIRepository", "chart-without", "401");
        awaitRefused("HelmChart", "chart-without", "basic credential not found");
    }

    @Test
    void shouldPullWhatIsPushedAfterTheFormerTokenHasExpired() throws IOException {
        // Given
        applyObjectsOfThePage();
        String before = pushArtifact(pushChart("1.4.2"));
        Secret former = secret();
        apply(manifestsBy("former-token"));
        world.user()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("former-token")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withType(former.getType())
                        .withData(former.getData())
                        .build())
                .create();
        awaitReady("OCIRepository", "manifests", "main@" + before);
        awaitReady("OCIRepository", "manifests-by-former-token", "main@" + before);
        awaitReady("HelmChart", "chart", "1.4.2");

        // When
        clock.jump(Duration.ofHours(6));
        World.eventually("the Secret has another token", () -> assertThat(secret().getData())
                .isNotEqualTo(former.getData()));
        clock.jump(Duration.ofHours(6));
        Path chart = pushChart("1.4.3");
        String after = pushArtifact(chart);
        reconcile("ocirepository", "manifests", "manifests-by-former-token");
        apply(objectsOfThePage().replace("1.4.2", "1.4.3"));

        // Then
        assertThat(after).isNotEqualTo(before);
        awaitReady("OCIRepository", "manifests", "main@" + after);
        awaitReady("HelmChart", "chart", "1.4.3");
        assertThat(contentOf("HelmChart", "chart")).isEqualTo(Digest.of(Files.readAllBytes(chart)));
        awaitRefused("OCIRepository", "manifests-by-former-token", "Your authorization token has expired");
    }

    private void applyObjectsOfThePage() throws IOException {
        apply(objectsOfThePage());
        World.eventually("the Secret is there", () -> assertThat(secret()).isNotNull());
    }

    private String objectsOfThePage() throws IOException {
        Matcher objects = OBJECTS.matcher(Files.readString(PAGE));
        assertThat(objects.find()).isTrue();
        return objects.group(1).replace("team-a", world.namespace());
    }

    private String manifestsBy(String secret) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata: {name: manifests-by-%s, namespace: %s}
                spec: {interval: 10m, url: "oci://%s/manifests", ref: {tag: main}, secretRef: {name: %s}}
                """.formatted(secret, world.namespace(), HOST, secret);
    }

    private void apply(String manifests) {
        KubectlResult applied =
                world.cluster().kubectlWithInput(manifests, "apply", "--server-side", "--force-conflicts", "-f", "-");
        assertThat(applied.exitCode()).as(applied.stderr()).isZero();
    }

    /** As {@code flux reconcile source oci} asks for it. */
    private void reconcile(String kind, String... names) {
        for (String name : names) {
            KubectlResult asked = world.cluster()
                    .kubectl(
                            "annotate",
                            kind,
                            name,
                            "--namespace=" + world.namespace(),
                            "reconcile.fluxcd.io/requestedAt=" + clock.instant());
            assertThat(asked.exitCode()).as(asked.stderr()).isZero();
        }
    }

    /** Pushes the operator's own chart as Helm does; the file that was pushed. */
    private Path pushChart(String version) throws IOException {
        logIn();
        Helm.HELM_4
                .run("package", Helm.CHART.toString(), "--version", version, "--destination", directory.toString())
                .orThrow();
        Path chart = directory.resolve("ecr-operator-" + version + ".tgz");
        String login = directory.resolve("client").resolve("config.json").toString();
        Helm.HELM_4
                .with(registries, "push", chart.toString(), "oci://" + HOST + "/charts", "--registry-config", login)
                .orThrow();
        return chart;
    }

    /** Pushes an artifact with that content; its digest. */
    private String pushArtifact(Path archive) throws IOException {
        logIn();
        Path layout = directory.resolve("artifact-" + archive.getFileName());
        String digest = FluxArtifact.write(layout, archive);
        CraneResult pushed = crane.run("push", layout.toString(), HOST + "/manifests:main");
        assertThat(pushed.exitCode()).as(pushed.stderr()).isZero();
        return digest;
    }

    private String digestInRegistry(String image) {
        return crane.run("digest", HOST + "/" + image).stdout().strip();
    }

    /** Pushes are made with the same Secret, as it is now. */
    private void logIn() {
        byte[] config = Base64.getDecoder().decode(secret().getData().get(".dockerconfigjson"));
        crane.dockerConfig(new String(config, StandardCharsets.UTF_8));
    }

    private Secret secret() {
        return world.user()
                .secrets()
                .inNamespace(world.namespace())
                .withName("ecr-pull")
                .get();
    }

    private void awaitReady(String kind, String name, String revision) {
        World.eventually(kind + " " + name + " has " + revision, () -> {
            JsonNode ready = ready(kind, name);
            String pulled = artifact(kind, name).path("revision").asText();
            assertThat(List.of(ready.path("status").asText(), pulled))
                    .as("%s%n%s", ready, flux.logTail())
                    .containsExactly("True", revision);
        });
    }

    private void awaitRefused(String kind, String name, String message) {
        World.eventually(kind + " " + name + " is refused", () -> {
            JsonNode ready = ready(kind, name);
            assertThat(List.of(
                            ready.path("status").asText(), ready.path("message").asText()))
                    .as("%s", flux.logTail())
                    .satisfiesExactly(status -> assertThat(status).isEqualTo("False"), told -> assertThat(told)
                            .contains(message));
        });
    }

    private String contentOf(String kind, String name) {
        return artifact(kind, name).path("digest").asText();
    }

    private JsonNode artifact(String kind, String name) {
        return status(kind, name).path("artifact");
    }

    /** The condition Ready, empty as long as there is none. */
    private JsonNode ready(String kind, String name) {
        return StreamSupport.stream(status(kind, name).path("conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals("Ready"))
                .findFirst()
                .orElse(JSON.createObjectNode());
    }

    private JsonNode status(String kind, String name) {
        return JSON.valueToTree(world.user()
                        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", kind)
                        .inNamespace(world.namespace())
                        .withName(name)
                        .get())
                .path("status");
    }
}
