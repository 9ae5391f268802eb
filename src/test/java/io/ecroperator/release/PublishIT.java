package io.ecroperator.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.chart.Helm;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.support.Crane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hack/release/publish} with real clients of a registry, crane and Helm, and the emulator as that registry. */
class PublishIT {

    private static final String REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    private static final Path HERE = Path.of(".");

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));

    @TempDir
    private Path directory;

    private Crane crane;

    @BeforeEach
    void logIn() throws Exception {
        emulator.registry("123456789012", "eu-central-1").createRepository("ecr-operator");
        emulator.registry("123456789012", "eu-central-1").createRepository("charts/ecr-operator");
        crane = new Crane(
                directory, emulator.dataPlane().proxy(), emulator.dataPlane().caPem());
        crane.dockerConfig("{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(REGISTRY, token()));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldPublishOneImageForAllArchitecturesAndAChartThatNamesItByDigest() throws Exception {
        // Given
        Path images = Files.createDirectory(directory.resolve("images"));
        image(images, "amd64");
        image(images, "arm64");

        // When
        ScriptResult published =
                ScriptResult.of(HERE, clients(), "hack/release/publish", "9.8.7", REGISTRY, images.toString());

        // Then
        assertThat(published.status()).as(published.output()).isZero();
        String digest = value("image-digest", published);
        assertThat(crane.run("digest", REGISTRY + "/ecr-operator:9.8.7").stdout())
                .contains(digest);
        assertThat(crane.run("manifest", REGISTRY + "/ecr-operator@" + digest).stdout())
                .contains("\"architecture\":\"amd64\"", "\"architecture\":\"arm64\"");
        assertThat(crane.run("digest", REGISTRY + "/charts/ecr-operator:9.8.7").stdout())
                .contains(value("chart-digest", published));
        assertThat(Path.of("target/release/install.yaml"))
                .content()
                .contains("image: " + REGISTRY + "/ecr-operator:9.8.7@" + digest);
        assertThat(rendered(Path.of("target/release/ecr-operator-9.8.7.tgz")))
                .contains(REGISTRY + "/ecr-operator@" + digest);
    }

    private static String rendered(Path chart) {
        return Helm.HELM_4
                .run("template", "x", chart.toString(), "--set", "clusterName=prod")
                .orThrow();
    }

    private String token() throws Exception {
        Map<String, String> client = Map.of(
                "AWS_ENDPOINT_URL", emulator.endpoint().toString(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "test");
        ScriptResult answer = ScriptResult.of(HERE, client, "hack/aws-call", "GetAuthorizationToken");
        return new ObjectMapper()
                .readTree(answer.output())
                .at("/authorizationData/0/authorizationToken")
                .asText();
    }

    private Map<String, String> clients() {
        return Map.of(
                "HTTPS_PROXY", emulator.dataPlane().proxy().toString(),
                "SSL_CERT_FILE", directory.resolve("ca.pem").toString(),
                "DOCKER_CONFIG", directory.toString(),
                "PATH", System.getenv("ENVTEST_DIR") + ":" + System.getenv("PATH"));
    }

    private static String value(String key, ScriptResult result) {
        Matcher line = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(result.output());
        assertThat(line.find()).as("%s in%n%s", key, result.output()).isTrue();
        return line.group(1);
    }

    /** An image without layers, as make image leaves one: an OCI layout in a tar file. */
    private static void image(Path images, String architecture) throws Exception {
        Path layout = Files.createDirectories(images.resolve(architecture));
        String config = blob(layout, """
                {"architecture": "%s", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}""".formatted(architecture));
        String manifest = blob(layout, """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "layers": [],
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", %s}}""".formatted(config));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), """
                {"schemaVersion": 2, "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", %s}]}""".formatted(manifest));
        ScriptResult tar =
                ScriptResult.of(layout, "tar", "--create", "--file", "../ecr-operator-" + architecture + ".tar", ".");
        assertThat(tar.output()).isEmpty();
    }

    /** Writes content into a layout; the digest and size that a descriptor of it has. */
    private static String blob(Path layout, String content) throws Exception {
        byte[] bytes = content.getBytes(UTF_8);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        write(layout.resolve("blobs/sha256").resolve(digest), bytes);
        return "\"digest\": \"sha256:%s\", \"size\": %d".formatted(digest, bytes.length);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
