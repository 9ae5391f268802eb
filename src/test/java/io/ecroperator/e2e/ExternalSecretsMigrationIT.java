package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.export.ExternalSecretsExamples;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who runs what {@code export --from-external-secrets} prints, and nothing else, has the same Secrets from the operator. */
@ExtendWith(SharedCluster.class)
class ExternalSecretsMigrationIT {

    private static final String OTHER = "444455556666";
    private static final String OLD = "{\"auths\": {\"old\": {}}}";

    @TempDir
    private Path directory;

    private World world;
    private String other;
    private ExternalSecretsKinds externalSecrets;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        other = cluster.createNamespace("team");
        externalSecrets = ExternalSecretsKinds.in(cluster);
        Install.pullSecretsEverywhere(cluster);
        world.emulator().iam().role("arn:aws:iam::" + OTHER + ":role/" + world.namespace(), Trust.of(World.ACCOUNT));
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        world.deletePullSecrets();
        kubectl("delete", "--ignore-not-found", "clusterecrpullsecret/ecr-pull", "ecrregistry/" + registry());
        Install.noPullSecretsAnywhere(world.cluster());
        externalSecrets.close();
        world.close();
    }

    @Test
    void shouldHandSecretsOverUnderTheirNamesByThePrintedCommands() throws IOException {
        // Given
        externalSecretsServe();
        Secret owned =
                secret(world.namespace(), "ecr-pull", List.of(externalSecrets.owner(world.namespace(), "ecr-secret")));
        Secret orphan = secret(other, "ecr", List.of());
        ServiceAccount account = account("ecr-pull");
        Pod pod = pod("ecr-pull");
        StringWriter steps = new StringWriter();
        String manifests = convert(kubectl("get", ExternalSecretsKinds.resources(), "-A", "-o", "yaml"), steps);
        List<String> commands = commands(steps);

        // When
        run(commands.getFirst());
        apply(withStandIn(manifests));
        List<String> looks = commands.stream()
                .skip(1)
                .takeWhile(command -> command.startsWith("kubectl wait"))
                .toList();
        looks.forEach(this::run);

        // Then
        assertThat(looks).as("looks before the first deletion").hasSize(2);
        assertThat(List.of(get(owned), get(orphan)))
                .as("nothing is overwritten before its name is free")
                .isEqualTo(List.of(owned, orphan));

        // When
        commands.stream().skip(1 + looks.size()).forEach(command -> {
            run(command);
            externalSecrets.collectGarbage(world.namespace(), other);
        });

        // Then
        assertThat(dockerConfig(get(owned))).contains(OTHER + ".dkr.ecr.eu-west-1.amazonaws.com");
        assertThat(dockerConfig(get(orphan))).contains("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
        assertThat(owner(get(owned)).getKind()).isEqualTo("EcrPullSecret");
        assertThat(owner(get(orphan)).getKind()).isEqualTo("ClusterEcrPullSecret");
        assertThat(List.of(get(account), get(pod)))
                .as("ServiceAccount and Pod name the Secret as before, and nobody has written to them")
                .isEqualTo(List.of(account, pod));
        assertThat(kubectl("get", ExternalSecretsKinds.resources(), "-A", "-o", "name"))
                .as("what is left of External Secrets")
                .isEmpty();
        assertThat(mints())
                .as("one token by the role, one as the operator itself")
                .satisfiesExactlyInAnyOrder(
                        role -> assertThat(role).contains(":assumed-role/" + world.namespace() + "/"),
                        own -> assertThat(own).contains(World.ACCOUNT));
    }

    private void externalSecretsServe() {
        kubectl("label", "namespace", other, "team=" + world.namespace());
        kubectl(
                "create",
                "secret",
                "generic",
                "my-aws-creds",
                "--namespace=" + world.namespace(),
                "--from-literal=key-id=" + World.ACCOUNT,
                "--from-literal=access-secret=s3cret");
        apply(objects());
    }

    /** AWS of this world has an address of its own, which an EcrRegistry has to say. */
    private String withStandIn(String manifests) {
        return manifests.replaceFirst(
                "  credentials:", "  endpoints: {url: \"" + world.emulator().endpoint() + "\"}\n  credentials:");
    }

    /** The examples with names of this world's own, and another namespace for what a ClusterExternalSecret makes. */
    private String objects() {
        return (ExternalSecretsExamples.PULL_SECRET
                        .replace("team-a", world.namespace())
                        .replace("111122223333:role/ecr-token-role", OTHER + ":role/" + world.namespace() + """

                                  auth:
                                    secretRef:
                                      accessKeyIDSecretRef: {name: my-aws-creds, key: key-id}
                                      secretAccessKeySecretRef: {name: my-aws-creds, key: access-secret}\
                                """)
                + "---\n"
                + ExternalSecretsExamples.CLUSTER
                        .replace("team: a", "team: " + world.namespace())
                        .replace("[one]", "[" + other + "]")
                        .replace("namespace: one", "namespace: " + other));
    }

    private String convert(String objects, StringWriter err) throws IOException {
        StringWriter out = new StringWriter();
        int code = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "export",
                        "--from-external-secrets",
                        "-f",
                        Files.writeString(directory.resolve("objects.yaml"), objects)
                                .toString());
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static List<String> commands(StringWriter steps) {
        return steps.toString()
                .lines()
                .filter(line -> line.startsWith("  kubectl "))
                .map(String::strip)
                .toList();
    }

    /** The operator of this world is in the world's namespace. */
    private void run(String command) {
        KubectlResult result = world.cluster().bash(command.replace("-n ecr-operator", "-n " + world.namespace()));
        assertThat(result.exitCode()).as(command + "\n" + result).isZero();
    }

    private String kubectl(String... arguments) {
        KubectlResult result = world.cluster().kubectl(arguments);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return result.stdout();
    }

    private void apply(String manifests) {
        KubectlResult applied =
                world.cluster().kubectlWithInput(manifests, "apply", "--server-side", "--validate=strict", "-f", "-");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
    }

    /** A Secret as External Secrets leaves it. */
    private Secret secret(String namespace, String name, List<OwnerReference> owners) {
        return world.user()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withOwnerReferences(owners)
                        .endMetadata()
                        .withType("kubernetes.io/dockerconfigjson")
                        .addToStringData(".dockerconfigjson", OLD)
                        .build())
                .create();
    }

    private ServiceAccount account(String pullSecret) {
        return world.user()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("api")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addNewImagePullSecret(pullSecret)
                        .build())
                .create();
    }

    private Pod pod(String pullSecret) {
        return world.user()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("api")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withServiceAccountName("api")
                        .addNewImagePullSecret(pullSecret)
                        .addNewContainer()
                        .withName("api")
                        .withImage(OTHER + ".dkr.ecr.eu-west-1.amazonaws.com/api")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private <T extends HasMetadata> T get(T object) {
        return world.user().resource(object).get();
    }

    private static OwnerReference owner(Secret secret) {
        return secret.getMetadata().getOwnerReferences().getFirst();
    }

    private static String dockerConfig(Secret secret) {
        return new String(
                Base64.getDecoder().decode(secret.getData().get(".dockerconfigjson")), StandardCharsets.UTF_8);
    }

    /** As whom tokens were asked for. */
    private List<String> mints() {
        return world.emulator().calls().entries().stream()
                .filter(call -> call.operation().equals("GetAuthorizationToken"))
                .map(LoggedCall::principal)
                .toList();
    }

    /** The EcrRegistry that the role becomes. */
    private String registry() {
        return world.namespace() + "-my-aws-creds-" + world.namespace() + "-" + OTHER + "-eu-west-1";
    }
}
