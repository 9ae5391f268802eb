package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An EcrRegistry whose identity cannot be had: nothing is called in its account, and no restart is needed afterwards. */
@ExtendWith(SharedCluster.class)
class RegistryIdentityIT {

    private static final String OTHER = "444455556666";
    private static final String ROLE = "arn:aws:iam::" + OTHER + ":role/ecr-operator-tokyo";

    private LocalCluster cluster;
    private World world;
    private RegistryObjects registries;
    private String registry;

    @BeforeEach
    void start(LocalCluster cluster) {
        this.cluster = cluster;
        world = World.start(cluster);
        registries = new RegistryObjects(world);
        registry = registries.nameOf("tokyo");
    }

    @AfterEach
    void stop() {
        registries.delete(registry);
        world.close();
    }

    @Test
    void shouldSayWhoMayNotAssumeWhichRoleAndKeepTheFinalizerUntilItMay() {
        // Given
        world.emulator().iam().role(ROLE, Trust.of(World.ACCOUNT).externalId("theirs"));
        connect("""
                accessKeySecret: {name: "%s"}
                assumeRole: [{roleArn: "%s", externalId: ours}]
                """.formatted(World.ACCOUNT, ROLE));

        // When
        world.apply("api", "registryRef: {name: " + registry + "}");

        // Then
        assertThat(unavailable("api"))
                .contains(
                        "AssumeRole failed: User: arn:aws:sts::" + World.ACCOUNT + ":assumed-role/",
                        "is not authorized to perform: sts:AssumeRole on resource: " + ROLE,
                        "in the trust policy of the role",
                        "asks for another external ID")
                .doesNotContain("ours");
        registries.awaitCondition(
                registry, ConditionType.READY, ConditionStatus.UNKNOWN, Reason.CREDENTIALS_UNAVAILABLE);

        // When
        world.resource("api").delete();
        eventually("it waits with its finalizer", () -> assertThat(
                        world.get("api").getMetadata().getDeletionTimestamp())
                .isNotNull());

        // Then
        assertThat(callsThere()).isEmpty();

        // When
        world.emulator().iam().role(ROLE, Trust.of(World.ACCOUNT).externalId("ours"));

        // Then
        eventually("it is gone", () -> assertThat(world.get("api")).isNull());
    }

    @Test
    void shouldNameTheSecretThatIsNotThereAndUseItOnceItIs() {
        // Given
        permitReading("tokyo-key");
        connect("accessKeySecret: {name: tokyo-key}");

        // When
        world.apply("api", "registryRef: {name: " + registry + "}");

        // Then
        assertThat(unavailable("api"))
                .contains(
                        "The Secret tokyo-key does not exist in the operator's namespace.",
                        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        assertThat(callsThere()).isEmpty();

        // When
        world.user()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("tokyo-key")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addToStringData("AWS_ACCESS_KEY_ID", OTHER)
                        .addToStringData("AWS_SECRET_ACCESS_KEY", "s3cret")
                        .build())
                .create();

        // Then
        EcrRepository object = world.awaitReady("api");
        assertThat(object.getStatus().repositoryArn()).contains(":" + OTHER + ":");
        assertThat(Serialization.asYaml(registries.resource(registry).get())).doesNotContain("s3cret");
    }

    @Test
    void shouldSayWhichSecretItMayNotRead() {
        // Given
        connect("accessKeySecret: {name: not-listed}");

        // When
        world.apply("api", "registryRef: {name: " + registry + "}");

        // Then
        assertThat(unavailable("api"))
                .contains("The Secret not-listed in the operator's namespace cannot be read", "registries.secrets");
    }

    private void connect(String credentials) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistry
                        metadata: {name: %s}
                        spec:
                          accountId: "%s"
                          region: ap-northeast-1
                          endpoints: {url: "%s"}
                          credentials:
                        """.formatted(registry, OTHER, world.emulator().endpoint()) + credentials.indent(4),
                        EcrRegistry.class))
                .create();
    }

    /** The message of an object that waits for credentials. */
    private String unavailable(String name) {
        EcrRepository object = world.awaitCondition(
                name, ConditionType.READY, ConditionStatus.UNKNOWN, Reason.CREDENTIALS_UNAVAILABLE);
        return World.condition(object, ConditionType.READY).getMessage();
    }

    private List<LoggedCall> callsThere() {
        return world.emulator().calls().entries().stream()
                .filter(call -> OTHER.equals(call.account()))
                .toList();
    }

    /** As the chart's value registries.secrets does. */
    private void permitReading(String secret) {
        world.user()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("registries")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("secrets")
                        .withResourceNames(secret)
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create();
        world.user()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("registries")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "registries")
                        .addNewSubject("rbac.authorization.k8s.io", "User", Install.OPERATOR_USER, null)
                        .build())
                .create();
        eventually("the right is in force", () -> assertThat(cluster.kubectl(
                                "auth",
                                "can-i",
                                "get",
                                "secrets/" + secret,
                                "--namespace",
                                world.namespace(),
                                "--as",
                                Install.OPERATOR_USER)
                        .stdout())
                .startsWith("yes"));
    }
}
