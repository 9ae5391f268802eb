package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.aws.PullAnswer;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The proof that a login can pull, on a real API server. Registries: one of two regions denies all but one repository. */
@ExtendWith(SharedCluster.class)
class PullProbeIT {

    private static final String SPEC = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
              - {region: us-east-1, accountIds: ["123456789012"]}
            probe: {repository: %s}
            """;

    private final AtomicInteger asked = new AtomicInteger();
    private World world;
    private ClusterPullSecret ofCluster;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        ofCluster = new ClusterPullSecret(world);
    }

    @AfterEach
    void close() {
        world.deletePullSecrets();
        ofCluster.close();
    }

    @Test
    void shouldProveTheLoginAndSayWhatIsDenied() {
        // Given
        Install.pullSecretsInto(world.cluster(), world.namespace());
        startOperator(PullSecretKinds.NAMESPACED);

        // When
        apply("EcrPullSecret", "pull", SPEC.formatted("team-a/api"));

        // Then
        await(() -> conditions("pull"), ConditionType.PULL_VERIFIED, "PullVerified");
        await(() -> conditions("pull"), ConditionType.READY, "TokensValid");
        assertThat(asked).hasValue(2);

        // When
        apply("EcrPullSecret", "pull", SPEC.formatted("team-b/api"));

        // Then
        Condition ready = await(() -> conditions("pull"), ConditionType.READY, "PullDenied");
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getMessage())
                .startsWith("123456789012.dkr.ecr.us-east-1.amazonaws.com does not let the login pull team-b/api.");

        // When
        apply("EcrPullSecret", "pull", SPEC.formatted("team-b/api").replaceAll("probe.*", ""));

        // Then
        await(() -> conditions("pull"), ConditionType.READY, "TokensValid");
        assertThat(Conditions.find(conditions("pull"), ConditionType.PULL_VERIFIED))
                .isEmpty();
        assertThat(asked).hasValue(4);
    }

    @Test
    void shouldProveTheLoginOfAllNamespacesOnce() {
        // Given
        Install.pullSecretsEverywhere(world.cluster());
        startOperator(PullSecretKinds.CLUSTER);
        String second = world.cluster().createNamespace("second");
        String selector =
                "namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: ["
                        + world.namespace() + ", " + second + "]}]}\n";

        // When
        apply("ClusterEcrPullSecret", ofCluster.name(), selector + SPEC.formatted("team-a/api"));

        // Then
        await(this::clusterConditions, ConditionType.PULL_VERIFIED, "PullVerified");
        assertThat(asked).hasValue(2);

        // When
        apply("ClusterEcrPullSecret", ofCluster.name(), selector + SPEC.formatted("team-b/api"));

        // Then
        await(this::clusterConditions, ConditionType.READY, "PullDenied");
        assertThat(asked).hasValue(4);
    }

    private List<Condition> clusterConditions() {
        ClusterEcrPullSecret object = ofCluster.object().get();
        return object == null || object.getStatus() == null
                ? List.of()
                : object.getStatus().conditions();
    }

    private void startOperator(PullSecretKinds kinds) {
        world.startOperator(
                Options.DEFAULT.withPullSecrets(kinds, Clock.systemUTC()).withPulls((token, host, repository) -> {
                    asked.incrementAndGet();
                    return repository.startsWith("team-b/") && host.contains("us-east-1")
                            ? new PullAnswer.Denied()
                            : new PullAnswer.Allowed();
                }));
    }

    private List<Condition> conditions(String name) {
        EcrPullSecret object = world.user()
                .resources(EcrPullSecret.class)
                .inNamespace(world.namespace())
                .withName(name)
                .get();
        return object.getStatus() == null ? List.of() : object.getStatus().conditions();
    }

    private static Condition await(Supplier<List<Condition>> conditions, ConditionType type, String reason) {
        World.eventually(type.label() + " is " + reason, () -> assertThat(Conditions.reason(conditions.get(), type))
                .isEqualTo(reason));
        return Conditions.find(conditions.get(), type).orElseThrow();
    }

    private void apply(String kind, String name, String spec) {
        String metadata = kind.startsWith("Cluster")
                ? "{name: %s}".formatted(name)
                : "{name: %s, namespace: %s}".formatted(name, world.namespace());
        String manifest = "apiVersion: ecr-operator.io/v1alpha1\nkind: " + kind + "\nmetadata: " + metadata
                + "\nspec:\n" + spec.strip().indent(2);
        world.user()
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }
}
