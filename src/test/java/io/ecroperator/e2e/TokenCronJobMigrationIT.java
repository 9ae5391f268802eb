package io.ecroperator.e2e;

import static io.ecroperator.e2e.TokenCronJob.SECRET;
import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.emulator.DataPlane;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.Crane;
import io.ecroperator.support.CraneResult;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a CronJob that renews a pull secret to a pull secret of ours, in the steps of {@code docs/guides/token-cron-jobs.md}. What
 * can be pulled when is judged by crane, with the Secrets as they are.
 */
@ExtendWith(SharedCluster.class)
class TokenCronJobMigrationIT {

    private static final String HOST = World.ACCOUNT + ".dkr.ecr." + World.REGION + ".amazonaws.com";
    private static final String REGISTRIES = "registries: [{region: eu-central-1, accountIds: [\"123456789012\"]}]";
    private static final int EMPTY_TAR = 1024;

    @TempDir
    private Path directory;

    private World world;
    private Crane crane;

    @BeforeEach
    void start(LocalCluster cluster) throws IOException {
        world = World.withoutOperator(cluster, EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
        Install.pullSecretsEverywhere(cluster);
        startOperator();
        DataPlane dataPlane = world.emulator().dataPlane();
        crane = new Crane(directory, dataPlane.proxy(), dataPlane.caPem());
        world.ecr().createRepository("api");
    }

    @AfterEach
    void close() {
        world.stopOperator();
        cluster().delete();
        world.deletePullSecrets();
        Install.noPullSecretsAnywhere(world.cluster());
        world.close();
    }

    @Test
    void shouldPullBeforeDuringAndAfterWhenOursStandsBesideTheirs() throws IOException {
        // Given
        TokenCronJob job = new TokenCronJob(world.cluster(), world.namespace()).install();
        job.run(HOST, password());
        push(world.namespace(), SECRET);
        assertPulls(world.namespace(), SECRET);
        String theirs = version(world.namespace(), SECRET);

        // When
        apply("EcrPullSecret", "ecr-pull", "{mode: Named, names: [app]}", "");
        pullSecrets().awaitCondition("ecr-pull", ConditionType.READY, ConditionStatus.TRUE, Reason.TOKENS_VALID);

        // Then
        assertThat(listed(job)).isEqualTo("regcred ecr-pull");
        assertThat(version(world.namespace(), SECRET)).isEqualTo(theirs);
        assertPulls(world.namespace(), SECRET);
        assertPulls(world.namespace(), "ecr-pull");

        // When
        String ours = version(world.namespace(), "ecr-pull");
        job.run(HOST, password());

        // Then
        assertPulls(world.namespace(), SECRET);
        assertPulls(world.namespace(), "ecr-pull");

        // When
        job.uninstall();
        succeed(job.kubectl("delete", "secret", SECRET));
        succeed(job.kubectl("patch", "serviceaccount", "app", "--type=json", "--patch=" + """
                [{"op": "test", "path": "/imagePullSecrets/0/name", "value": "regcred"},
                 {"op": "remove", "path": "/imagePullSecrets/0"}]"""));

        // Then
        assertPulls(world.namespace(), "ecr-pull");
        assertThat(version(world.namespace(), "ecr-pull")).isEqualTo(ours);
        assertThat(listed(job)).isEqualTo("ecr-pull");
        assertThat(job.kubectl("get", "cronjob,role,rolebinding,serviceaccount,secret", "-o=name")
                        .stdout())
                .as("what is left")
                .contains("secret/ecr-pull")
                .doesNotContain("ecr-login", SECRET);
    }

    /** Whoever frees the name first and selects the namespace then waits for nothing; who selects it first is told. */
    @Test
    void shouldTakeTheNameInEveryNamespaceWhenItIsFree() throws IOException {
        // Given
        List<TokenCronJob> jobs = Stream.generate(() -> world.cluster().createNamespace("pulls"))
                .limit(3)
                .map(namespace -> new TokenCronJob(world.cluster(), namespace).install())
                .toList();
        for (TokenCronJob job : jobs) {
            job.run(HOST, password());
        }
        push(jobs.getFirst().namespace(), SECRET);
        TokenCronJob tooEarly = jobs.getLast();
        String theirs = version(tooEarly.namespace(), SECRET);
        select(tooEarly);

        // When
        apply("ClusterEcrPullSecret", world.namespace(), "{mode: None}", """
                secret: {name: regcred}
                  namespaceSelector: {matchLabels: {pulls-for: %s}}
                """.formatted(world.namespace()));

        // Then
        eventually("it says where the name is taken", () -> assertThat(
                        cluster().get().getStatus().failedTargets())
                .extracting(FailedTarget::namespace, FailedTarget::reason)
                .containsExactly(tuple(tooEarly.namespace(), Reason.SECRET_NOT_OURS.label())));
        assertThat(cluster().get().getStatus().failedTargets().getFirst().message())
                .contains("Secret regcred exists since "
                        + secret(tooEarly.namespace(), SECRET)
                                .get()
                                .getMetadata()
                                .getCreationTimestamp())
                .contains("delete that Secret. If it comes back, kubectl get secret NAME --show-managed-fields");
        assertThat(version(tooEarly.namespace(), SECRET)).isEqualTo(theirs);

        // When
        jobs.forEach(TokenCronJob::uninstall);
        jobs.reversed().forEach(job -> succeed(job.kubectl("delete", "secret", SECRET)));
        jobs.stream().filter(job -> !job.equals(tooEarly)).forEach(this::select);

        // Then
        eventually(
                "it has all of them",
                () -> assertThat(cluster().get().getStatus().readyTargets()).isEqualTo(3));
        for (TokenCronJob job : jobs) {
            assertPulls(job.namespace(), SECRET);
            assertThat(listed(job)).isEqualTo(SECRET);
            assertThat(job.kubectl("get", "cronjob,role,rolebinding,serviceaccount", "-o=name")
                            .stdout())
                    .doesNotContain("ecr-login");
        }
    }

    /** Its second half fails, so that the Job does, or comes first: then theirs stands, and the object says so. */
    @Test
    void shouldSayWhatBecomesOfTheSecretWhenTheCronJobStillRuns() throws IOException {
        // Given
        TokenCronJob job = new TokenCronJob(world.cluster(), world.namespace()).install();
        apply("EcrPullSecret", SECRET, "{mode: None}", "");
        pullSecrets().awaitCondition(SECRET, ConditionType.READY, ConditionStatus.TRUE, Reason.TOKENS_VALID);
        push(world.namespace(), SECRET);

        // When
        job.runByApply(HOST, password());

        // Then
        assertThat(world.awaitEvent(SECRET, Reason.SECRET_RESTORED).getMessage())
                .contains("Secret regcred had been edited");
        assertPulls(world.namespace(), SECRET);

        // When
        job.delete();
        eventually(
                "it is back",
                () -> assertThat(secret(world.namespace(), SECRET).get()).isNotNull());
        KubectlResult created = job.create(HOST, password());

        // Then
        assertThat(created.stderr()).contains("secrets \"regcred\" already exists");
        eventually("an Event says so", () -> assertThat(world.events(SECRET))
                .anySatisfy(event -> assertThat(event.getMessage()).contains("Secret regcred had been deleted")));
        assertPulls(world.namespace(), SECRET);

        // When
        world.stopOperator();
        job.run(HOST, password());
        String theirs = version(world.namespace(), SECRET);
        startOperator();

        // Then
        pullSecrets().awaitCondition(SECRET, ConditionType.READY, ConditionStatus.FALSE, Reason.SECRET_NOT_OURS);
        assertThat(version(world.namespace(), SECRET)).isEqualTo(theirs);
        assertPulls(world.namespace(), SECRET);
    }

    private void startOperator() {
        world.startOperator(
                Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER_WITH_SERVICE_ACCOUNTS, Clock.systemUTC()));
    }

    /** Has the ClusterEcrPullSecret serve the namespace. */
    private void select(TokenCronJob job) {
        succeed(job.kubectl("label", "namespace", job.namespace(), "pulls-for=" + world.namespace()));
    }

    /** {@code more} is part of the spec, indented as in the object. */
    private void apply(String kind, String name, String serviceAccounts, String more) {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                  %s
                  serviceAccounts: %s
                  %s
                """.formatted(kind, name, REGISTRIES, serviceAccounts, more);
        succeed(world.cluster()
                .kubectlWithInput(manifest, "apply", "--server-side", "--namespace=" + world.namespace(), "-f", "-"));
    }

    /** A login as the CronJob gets it. */
    private String password() {
        String token = world.emulator()
                .registry(World.ACCOUNT, World.REGION)
                .call("GetAuthorizationToken", "{}")
                .at("/authorizationData/0/authorizationToken")
                .textValue();
        return TokenCronJob.password(token);
    }

    private void push(String namespace, String secret) throws IOException {
        Path layer = Files.write(directory.resolve("layer.tar"), new byte[EMPTY_TAR]);
        crane.dockerConfig(dockerConfig(namespace, secret));
        CraneResult push = crane.run("append", "--new_layer", layer.toString(), "--new_tag", HOST + "/api:v1");
        assertThat(push.exitCode()).as(push.stderr()).isZero();
    }

    private void assertPulls(String namespace, String secret) {
        crane.dockerConfig(dockerConfig(namespace, secret));
        CraneResult pull = crane.run("pull", HOST + "/api:v1", "image.tar");
        assertThat(pull.exitCode()).as(pull.stderr()).isZero();
    }

    /** The content of the Secret as it is: what a kubelet reads. */
    private String dockerConfig(String namespace, String name) {
        String content = secret(namespace, name).get().getData().get(".dockerconfigjson");
        return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    }

    private Resource<Secret> secret(String namespace, String name) {
        return world.user().secrets().inNamespace(namespace).withName(name);
    }

    private String version(String namespace, String name) {
        return secret(namespace, name).get().getMetadata().getResourceVersion();
    }

    private static String listed(TokenCronJob job) {
        return job.kubectl("get", "serviceaccount", "app", "-o=jsonpath={.imagePullSecrets[*].name}")
                .stdout();
    }

    private KindObjects<EcrPullSecretSpec, EcrPullSecret> pullSecrets() {
        return world.objects(EcrPullSecret.class);
    }

    private Resource<ClusterEcrPullSecret> cluster() {
        return world.user().resources(ClusterEcrPullSecret.class).withName(world.namespace());
    }

    private static void succeed(KubectlResult result) {
        assertThat(result.exitCode()).as(result.toString()).isZero();
    }
}
