package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.compared.Shows;
import io.ecroperator.emulator.DataPlane;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.Crane;
import io.ecroperator.support.CraneResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that others wrote pushes and pulls with the Secret that the operator wrote, on a real API server with the
 * shipped rights. The registries and the operator go by one clock.
 */
@ExtendWith(SharedCluster.class)
class PullSecretCraneIT {

    private static final String OTHER_ACCOUNT = "444455556666";
    private static final String OTHER_REGION = "us-east-1";
    private static final String HOST = host(World.ACCOUNT, World.REGION);
    private static final String HOST_ELSEWHERE = host(World.ACCOUNT, OTHER_REGION);
    private static final String HOST_OF_OTHERS = host(OTHER_ACCOUNT, World.REGION);
    private static final String HOST_OF_OTHERS_ELSEWHERE = host(OTHER_ACCOUNT, OTHER_REGION);
    private static final String ALL = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012", "444455556666"]}
              - {region: us-east-1, accountIds: ["123456789012", "444455556666"]}
              - {public: true}
            """;
    private static final String EU = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
            """;
    private static final String LETS_US_IN = """
            {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "ecr:*"}]}
            """;
    private static final String EXPIRED = "DENIED: Your authorization token has expired. Reauthenticate and try again.";
    private static final int EMPTY_TAR = 1024;

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private World world;
    private Crane crane;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(
                cluster, EmulatorOptions.DEFAULT.clock(clock).proxy(ProxyOptions.DEFAULT));
        Install.pullSecretsInto(cluster, world.namespace());
        world.startOperator(
                OperatorUnderTest.Options.DEFAULT.withPullSecrets(OperatorUnderTest.PullSecretKinds.NAMESPACED, clock));
        DataPlane dataPlane = world.emulator().dataPlane();
        crane = new Crane(directory, dataPlane.proxy(), dataPlane.caPem());
        world.emulator().registry(World.ACCOUNT, World.REGION).createRepository("api");
    }

    @AfterEach
    void close() {
        world.deletePullSecrets();
        world.close();
    }

    @Test
    @Shows("imagepullsecret-patcher#29")
    void shouldOpenTwoAccountsInTwoRegionsAndEcrPublicWithOneSecret() throws IOException {
        // Given
        world.emulator().registry(World.ACCOUNT, OTHER_REGION).createRepository("api");
        for (String region : List.of(World.REGION, OTHER_REGION)) {
            world.emulator().registry(OTHER_ACCOUNT, region).createRepository("api");
            world.emulator().registry(OTHER_ACCOUNT, region).setRepositoryPolicy("api", LETS_US_IN);
        }
        world.emulator().publicRegistry(World.ACCOUNT).createRepository("api");
        String gallery = "public.ecr.aws/" + world.emulator().publicAlias(World.ACCOUNT);
        applyReady(ALL);

        // When
        crane.dockerConfig(dockerConfig());
        CraneResult push = push(HOST + "/api:v1");

        // Then
        assertThat(push.exitCode()).as(push.stderr()).isZero();
        String digest = crane.run("digest", HOST + "/api:v1").stdout();
        assertThat(digest).startsWith("sha256:");
        assertThat(List.of(HOST_ELSEWHERE, HOST_OF_OTHERS, HOST_OF_OTHERS_ELSEWHERE, gallery))
                .allSatisfy(registry -> {
                    CraneResult copy = crane.run("copy", HOST + "/api:v1", registry + "/api:v1");
                    assertThat(copy.exitCode()).as(copy.stderr()).isZero();
                    assertThat(crane.run("digest", registry + "/api:v1").stdout())
                            .isEqualTo(digest);
                });
    }

    @Test
    void shouldBeRefusedWhenTheTokenOfOneRegionStandsAtTheHostOfAnother() throws IOException {
        // Given
        applyReady(ALL);
        crane.dockerConfig(dockerConfig());
        CraneResult own = push(HOST + "/api:v1");
        ObjectNode config = (ObjectNode) new ObjectMapper().readTree(dockerConfig());
        ObjectNode auths = (ObjectNode) config.path("auths");
        auths.set(HOST, auths.path(HOST_ELSEWHERE));

        // When
        crane.dockerConfig(config.toString());
        CraneResult push = push(HOST + "/api:v2");
        CraneResult list = crane.run("ls", HOST + "/api");

        // Then
        assertThat(own.exitCode()).as(own.stderr()).isZero();
        assertThat(push.exitCode()).isNotZero();
        assertThat(list.exitCode()).isNotZero();
        assertThat(list.stderr()).contains("DENIED: Your Authorization Token is invalid.");
        assertThat(world.ecr().imageTags("api")).containsExactly("v1");
    }

    @Test
    @Shows("upmc/registry-creds#68")
    void shouldPullWithTheOldTokenUntilItExpiresAndWithTheNewOneFromTheSameSecret() {
        // Given
        applyReady(EU);
        String uid = secret().get().getMetadata().getUid();
        String old = dockerConfig();
        crane.dockerConfig(old);
        CraneResult push = push(HOST + "/api:v1");

        // When
        clock.jump(Duration.ofHours(6));
        World.eventually(
                "the Secret has another token", () -> assertThat(dockerConfig()).isNotEqualTo(old));

        // Then
        assertThat(push.exitCode()).as(push.stderr()).isZero();
        assertThat(pull(old).exitCode()).isZero();
        assertThat(pull(dockerConfig()).exitCode()).isZero();

        // When
        clock.jump(Duration.ofHours(6));

        // Then
        CraneResult expired = pull(old);
        assertThat(expired.exitCode()).isNotZero();
        assertThat(expired.stderr()).contains(EXPIRED);
        CraneResult rotated = pull(dockerConfig());
        assertThat(rotated.exitCode()).as(rotated.stderr()).isZero();
        assertThat(secret().get().getMetadata().getUid()).isEqualTo(uid);
    }

    @Test
    void shouldNotBeReadyWhenTheTokenExpiredAndBeOfUseAgainWhenAwsGivesAnother() {
        // Given
        applyReady(EU);
        String old = dockerConfig();
        crane.dockerConfig(old);
        CraneResult push = push(HOST + "/api:v1");
        String uid = secret().get().getMetadata().getUid();
        world.faults().on("GetAuthorizationToken").throttle();

        // When
        clock.jump(Duration.ofHours(12));

        // Then
        assertThat(push.exitCode()).as(push.stderr()).isZero();
        awaitReady("False", Reason.THROTTLED);
        assertThat(pull(old).stderr()).contains(EXPIRED);
        // What is of no use has been taken out, so the client does not log in at all.
        assertThat(dockerConfig()).doesNotContain(HOST);
        assertThat(pull(dockerConfig()).stderr()).contains("401 Unauthorized");

        // When
        world.faults().clear();

        // Then
        awaitReady("True", Reason.TOKENS_VALID);
        CraneResult renewed = pull(dockerConfig());
        assertThat(renewed.exitCode()).as(renewed.stderr()).isZero();
        assertThat(secret().get().getMetadata().getUid()).isEqualTo(uid);
    }

    private static String host(String account, String region) {
        return account + ".dkr.ecr." + region + ".amazonaws.com";
    }

    /** Pushes an image of one layer, an empty tar archive. */
    private CraneResult push(String image) {
        try {
            Path layer = Files.write(directory.resolve("layer.tar"), new byte[EMPTY_TAR]);
            return crane.run("append", "--new_layer", layer.toString(), "--new_tag", image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CraneResult pull(String dockerConfig) {
        crane.dockerConfig(dockerConfig);
        return crane.run("pull", HOST + "/api:v1", "image.tar");
    }

    /** The content of the Secret as it is: what a kubelet reads. */
    private String dockerConfig() {
        String content = secret().get().getData().get(".dockerconfigjson");
        return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    }

    private Resource<Secret> secret() {
        return world.user().secrets().inNamespace(world.namespace()).withName("pull");
    }

    private void applyReady(String spec) {
        String manifest = "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrPullSecret\nmetadata:\n  name: pull"
                + "\n  namespace: " + world.namespace() + "\nspec:\n"
                + spec.strip().indent(2);
        world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        awaitReady("True", Reason.TOKENS_VALID);
    }

    private void awaitReady(String status, Reason reason) {
        World.eventually("pull is Ready=" + status + " " + reason.label(), () -> {
            EcrPullSecret object = world.user()
                    .resources(EcrPullSecret.class)
                    .inNamespace(world.namespace())
                    .withName("pull")
                    .get();
            Condition ready = Conditions.find(object.getStatus().conditions(), ConditionType.READY)
                    .orElseThrow();
            assertThat(List.of(ready.getStatus(), ready.getReason()))
                    .as(ready.getMessage())
                    .containsExactly(status, reason.label());
        });
    }
}
