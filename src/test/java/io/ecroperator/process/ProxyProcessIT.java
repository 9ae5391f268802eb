package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.emulator.proxy.ProxyClients;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged process with nothing said about endpoints, behind a proxy that opens TLS with an authority of its own, as many
 * companies have one: AWS and the registries are asked under their real names.
 */
@ExtendWith(SharedCluster.class)
class ProxyProcessIT {

    private static final String PASSWORD = "changeit";
    private static final String HOST = ProcessWorld.ACCOUNT + ".dkr.ecr." + ProcessWorld.REGION + ".amazonaws.com";

    @TempDir
    Path directory;

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster, EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
        world.allowPullSecrets();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldReachAwsAndTheRegistriesThroughTheProxy() {
        // Given
        OperatorJar operator = world.start(this::behindTheProxy);
        world.awaitReady(operator);

        // When
        world.apply("api", ProcessWorld.BOTH_POLICIES);
        world.awaitInSync("api");
        applyPullSecret();

        // Then
        ProcessWorld.eventually("the login is proven", () -> assertThat(
                        world.kubectl("get", "ecrpullsecret", "pull", "-o", "jsonpath={.status.conditions}"))
                .contains("\"reason\":\"PullVerified\"", "\"reason\":\"TokensValid\""));
        assertThat(world.ecr().repository("api")).isPresent();
        assertThat(world.emulator().dataPlane().requests().on("api")).isNotEmpty();
        assertThat(world.kubectl("get", "ecrrepo", "api", "-o", "jsonpath={.status.repositoryUri}"))
                .isEqualTo(HOST + "/api");
    }

    private OperatorJar.Settings behindTheProxy(OperatorJar.Settings settings) {
        URI proxy = world.emulator().dataPlane().proxy();
        return settings.withoutEndpoint()
                .with("HTTPS_PROXY", proxy.toString())
                .with("NO_PROXY", "127.0.0.1")
                .with(
                        "JDK_JAVA_OPTIONS",
                        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                                .formatted(trustStore(), PASSWORD))
                .with("ECR_OPERATOR_PULL_SECRETS_ENABLED", "true");
    }

    private Path trustStore() {
        Path file = directory.resolve("truststore.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            ProxyClients.trustStore(world.emulator().dataPlane().caPem()).store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The trust store could not be written", e);
        }
    }

    private void applyPullSecret() {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrPullSecret
                metadata: {name: pull, namespace: %s}
                spec:
                  registries: [{region: %s, accountIds: ["%s"]}]
                  probe: {repository: api}
                """.formatted(world.namespace(), ProcessWorld.REGION, ProcessWorld.ACCOUNT);
        world.applyManifest(manifest);
    }
}
