package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.emulator.DataPlane;
import io.ecroperator.emulator.EmulatorOptions;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.ProxyOptions;
import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.Crane;
import io.ecroperator.support.CraneResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pull secrets with the identities of EcrRegistries, on a real API server: one Secret opens registries of two accounts. */
@ExtendWith(SharedCluster.class)
class PullSecretRegistriesIT {

    private static final String OTHER = "444455556666";
    private static final String TOKYO = "ap-northeast-1";
    private static final String HOST = World.ACCOUNT + ".dkr.ecr." + World.REGION + ".amazonaws.com";
    private static final String HOST_IN_TOKYO = OTHER + ".dkr.ecr." + TOKYO + ".amazonaws.com";
    private static final String ROLE = "arn:aws:iam::" + OTHER + ":role/puller";
    private static final String OTHER_ROLE = "arn:aws:iam::" + OTHER + ":role/another";
    private static final String BOTH = """
            registries:
              - {registryRef: {name: REGISTRY}}
              - {region: eu-central-1, accountIds: ["123456789012"]}
            """;
    private static final int EMPTY_TAR = 1024;

    @TempDir
    private Path directory;

    private World world;
    private ClusterPullSecret ofCluster;
    private String registry;
    private Crane crane;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster, EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
        ofCluster = new ClusterPullSecret(world);
        registry = "tokyo-" + world.namespace();
        Install.pullSecretsEverywhere(cluster);
        world.emulator().iam().role(ROLE, Trust.of(World.ACCOUNT));
        world.emulator().iam().role(OTHER_ROLE, Trust.of(World.ACCOUNT));
        world.emulator().registry(World.ACCOUNT, World.REGION).createRepository("api");
        world.emulator().registry(OTHER, TOKYO).createRepository("api");
        DataPlane dataPlane = world.emulator().dataPlane();
        crane = new Crane(directory, dataPlane.proxy(), dataPlane.caPem());
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        world.deletePullSecrets();
        deleteRegistry();
        ofCluster.close();
    }

    @Test
    void shouldOpenTheRegistriesOfTwoAccountsWithOneSecretAndMintOnceForAll() {
        // Given
        applyRegistry(ROLE, "");

        // When
        apply("pull", BOTH);
        apply("another", BOTH);
        applyToCluster("[{registryRef: {name: " + registry + "}}]");

        // Then
        await("pull", ConditionType.READY, "True TokensValid");
        await("another", ConditionType.READY, "True TokensValid");
        await(this::clusterConditions, ConditionType.READY, "True TokensValid");
        await("pull", ConditionType.RESOLVED_REFS, "True Resolved");
        await(this::clusterConditions, ConditionType.RESOLVED_REFS, "True Resolved");
        crane.dockerConfig(dockerConfig("pull"));
        assertThat(List.of(HOST, HOST_IN_TOKYO)).allSatisfy(host -> {
            CraneResult push = push(host + "/api:v1");
            assertThat(push.exitCode()).as(push.stderr()).isZero();
            assertThat(crane.run("digest", host + "/api:v1").stdout()).startsWith("sha256:");
        });
        assertThat(mints(OTHER)).singleElement().satisfies(mint -> {
            assertThat(mint.region()).isEqualTo(TOKYO);
            assertThat(mint.principal()).startsWith("arn:aws:sts::" + OTHER + ":assumed-role/puller/");
        });
        assertThat(mints(World.ACCOUNT)).hasSize(1);
        assertThat(get("pull").getStatus().registries())
                .extracting(token -> token.registry())
                .containsExactly("EcrRegistry/" + registry, World.REGION);
    }

    @Test
    void shouldMintNothingForANamespaceThatMayNotAndServeItOnceItMay() {
        // Given
        applyRegistry(ROLE, "access: [{namespaces: [" + world.namespace() + "], kinds: [EcrRepository]}]");

        // When
        apply("pull", BOTH);

        // Then
        await("pull", ConditionType.RESOLVED_REFS, "False NotPermitted");
        Condition ready = await("pull", ConditionType.READY, "False NotPermitted");
        assertThat(ready.getMessage())
                .contains("spec.registries[0].registryRef: EcrRegistry " + registry, "adding EcrPullSecret to kinds");
        World.eventually(
                "the other entry is there",
                () -> assertThat(dockerConfig("pull")).contains(HOST).doesNotContain(HOST_IN_TOKYO));
        assertThat(mints(OTHER)).isEmpty();

        // When
        applyToCluster("[{registryRef: {name: " + registry + "}}]");

        // Then
        await(this::clusterConditions, ConditionType.READY, "True TokensValid");

        // When
        applyRegistry(ROLE, "access: [{namespaces: [" + world.namespace() + "], kinds: [EcrPullSecret]}]");

        // Then
        await("pull", ConditionType.READY, "True TokensValid");
        String granted = dockerConfig("pull");
        assertThat(granted).contains(HOST, HOST_IN_TOKYO);

        // When
        applyRegistry(ROLE, "access: []");

        // Then
        await("pull", ConditionType.RESOLVED_REFS, "False NotPermitted");
        await("pull", ConditionType.READY, "True RotationFailing");
        assertThat(dockerConfig("pull")).as("the last login").isEqualTo(granted);
        assertThat(mints(OTHER)).hasSize(1);
    }

    @Test
    void shouldMintNothingWithCredentialsOfAnotherAccountAndGoOnOnceTheyAreRight() {
        // Given
        applyRegistry("arn:aws:iam::777788889999:role/stray", "");
        world.emulator().iam().role("arn:aws:iam::777788889999:role/stray", Trust.of(World.ACCOUNT));

        // When
        apply("pull", BOTH);

        // Then
        await("pull", ConditionType.READY, "False WrongAccount");
        World.eventually(
                "the other entry is there",
                () -> assertThat(dockerConfig("pull")).contains(HOST).doesNotContain(HOST_IN_TOKYO));
        assertThat(mints("777788889999")).isEmpty();

        // When
        applyRegistry(ROLE, "");

        // Then
        await("pull", ConditionType.READY, "True TokensValid");
    }

    @Test
    void shouldTakeAnotherIdentityFromAnEditAndKeepTheLoginOfARegistryThatIsGone() {
        // Given
        applyRegistry(ROLE, "");
        apply("pull", BOTH);
        await("pull", ConditionType.READY, "True TokensValid");
        String first = dockerConfig("pull");

        // When
        applyRegistry(OTHER_ROLE, "");

        // Then
        World.eventually("the Secret has another token", () -> assertThat(dockerConfig("pull"))
                .isNotEqualTo(first));
        assertThat(mints(OTHER))
                .extracting(LoggedCall::principal)
                .satisfiesExactly(
                        before -> assertThat(before).contains("assumed-role/puller/"),
                        after -> assertThat(after).contains("assumed-role/another/"));
        String second = dockerConfig("pull");

        // When
        deleteRegistry();

        // Then
        await("pull", ConditionType.RESOLVED_REFS, "False RegistryNotFound");
        Condition synced = await("pull", ConditionType.SYNCED, "False RegistryNotFound");
        assertThat(synced.getMessage())
                .contains(
                        "EcrRegistry " + registry + " does not exist",
                        "The Secret keeps the last token, which expires");
        await("pull", ConditionType.READY, "True RotationFailing");
        assertThat(dockerConfig("pull")).isEqualTo(second);

        // When
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER, Clock.systemUTC()));
        applyRegistry(OTHER_ROLE, "");

        // Then
        await("pull", ConditionType.READY, "True TokensValid");
        assertThat(dockerConfig("pull")).isEqualTo(second);
        assertThat(mints(OTHER))
                .as("a restart and a registry that is back cost none")
                .hasSize(2);
    }

    private void applyRegistry(String role, String more) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistry
                        metadata: {name: %s}
                        spec:
                          accountId: "%s"
                          region: %s
                          credentials:
                            accessKeySecret: {name: "%s"}
                            assumeRole: [{roleArn: "%s"}]
                          endpoints: {url: "%s"}
                        """.formatted(
                                                registry,
                                                OTHER,
                                                TOKYO,
                                                World.ACCOUNT,
                                                role,
                                                world.emulator().endpoint())
                                + more.indent(2),
                        EcrRegistry.class))
                .forceConflicts()
                .serverSideApply();
    }

    private void deleteRegistry() {
        world.user().resources(EcrRegistry.class).withName(registry).delete();
    }

    private void apply(String name, String spec) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPullSecret
                        metadata: {name: %s, namespace: %s}
                        spec:
                        """.formatted(name, world.namespace())
                                + spec.replace("REGISTRY", registry).indent(2),
                        EcrPullSecret.class))
                .serverSideApply();
    }

    private void applyToCluster(String registries) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: ClusterEcrPullSecret
                        metadata: {name: %s}
                        spec:
                          registries: %s
                          secret: {name: of-cluster}
                          namespaceSelector:
                            matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [%s]}]
                        """.formatted(ofCluster.name(), registries, world.namespace()), ClusterEcrPullSecret.class))
                .serverSideApply();
    }

    private List<LoggedCall> mints(String account) {
        return world.emulator().calls().entries().stream()
                .filter(call -> call.operation().equals("GetAuthorizationToken"))
                .filter(call -> call.account().equals(account))
                .toList();
    }

    private CraneResult push(String image) {
        try {
            Path layer = Files.write(directory.resolve("layer.tar"), new byte[EMPTY_TAR]);
            return crane.run("append", "--new_layer", layer.toString(), "--new_tag", image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String dockerConfig(String name) {
        Secret secret = world.user()
                .secrets()
                .inNamespace(world.namespace())
                .withName(name)
                .get();
        assertThat(secret).isNotNull();
        return new String(
                Base64.getDecoder().decode(secret.getData().get(".dockerconfigjson")), StandardCharsets.UTF_8);
    }

    private EcrPullSecret get(String name) {
        return world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .withName(name)
                .get();
    }

    private List<Condition> clusterConditions() {
        ClusterEcrPullSecret object = ofCluster.object().get();
        return object.getStatus() == null ? List.of() : object.getStatus().conditions();
    }

    private Condition await(String name, ConditionType type, String expected) {
        return await(
                () -> {
                    EcrPullSecret object = get(name);
                    return object.getStatus() == null
                            ? List.of()
                            : object.getStatus().conditions();
                },
                type,
                expected);
    }

    private static Condition await(Supplier<List<Condition>> conditions, ConditionType type, String expected) {
        World.eventually(type.label() + " is " + expected, () -> {
            Condition condition = Conditions.find(conditions.get(), type).orElseThrow();
            assertThat(condition.getStatus() + " " + condition.getReason())
                    .as(condition.getMessage())
                    .isEqualTo(expected);
        });
        return Conditions.find(conditions.get(), type).orElseThrow();
    }
}
