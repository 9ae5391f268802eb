package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.compared.Shows;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pull secrets of the whole cluster on a real API server with the shipped rights. */
@ExtendWith(SharedCluster.class)
class ClusterPullSecretIT {

    private final SettableClock clock = new SettableClock();
    private World world;
    private ClusterPullSecret pullSecret;
    private List<String> namespaces;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        Install.pullSecretsEverywhere(cluster);
        pullSecret = new ClusterPullSecret(world);
        namespaces = Stream.generate(pullSecret::selectedNamespace).limit(3).toList();
        startOperator();
    }

    @AfterEach
    void close() {
        pullSecret.close();
    }

    @Test
    @Shows("external-secrets#3290")
    void shouldServeTheNamespacesThatAreSelectedAndThoseToComeWithOneToken() {
        // Given
        String other = world.cluster().createNamespace("other");

        // When
        pullSecret.apply(namespaces.get(2));
        awaitReady(2);

        // Then
        assertThat(secret(namespaces.get(0)).get().getData())
                .isEqualTo(secret(namespaces.get(1)).get().getData());
        assertThat(secret(namespaces.get(2)).get()).isNull();
        assertThat(secret(other).get()).isNull();

        // When
        String later = pullSecret.selectedNamespace();

        // Then
        awaitReady(3);
        assertThat(secret(later).get().getData())
                .isEqualTo(secret(namespaces.get(0)).get().getData());
        assertThat(mints()).isEqualTo(1);

        // When
        pullSecret.label(later, Map.of());

        // Then
        awaitReady(2);
        assertThat(secret(later).get()).isNull();
    }

    @Test
    void shouldServeANamespaceOfTheSystemOnlyByItsNameAndNoneThatAPatternExcludes() {
        // Given
        String excluded = namespaces.get(2);
        pullSecret.select("kube-system");

        // When
        pullSecret.apply("\"" + excluded.substring(0, excluded.length() - 1) + "*\", \"istio-*\"");

        // Then
        awaitReady(2);
        assertThat(secret("kube-system").get()).isNull();
        assertThat(secret(excluded).get()).isNull();

        // When
        pullSecret.apply(
                "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [kube-system]}]}", "");

        // Then
        awaitReady(1);
        assertThat(secret("kube-system").get()).isNotNull();
        assertThat(secret(namespaces.get(0)).get()).isNull();

        // When
        pullSecret.apply(
                "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [kube-system]}]}",
                "\"kube-*\"");

        // Then
        awaitReady(0);
        assertThat(secret("kube-system").get()).isNull();
        pullSecret.label("kube-system", Map.of());
    }

    @Test
    @Shows("kubernetes-replicator#240")
    void shouldRestoreADeletedSecretAndRenewAllInPlace() {
        // Given
        pullSecret.apply("");
        awaitReady(3);
        Secret kept = secret(namespaces.get(1)).get();
        String deleted = secret(namespaces.get(0)).get().getMetadata().getUid();

        // When
        secret(namespaces.get(0)).delete();

        // Then
        World.eventually("the Secret is back", () -> assertThat(
                        secret(namespaces.get(0)).get().getMetadata().getUid())
                .isNotEqualTo(deleted));
        assertThat(mints()).isEqualTo(1);

        // When
        clock.jump(Duration.ofHours(6));

        // Then
        World.eventually(
                "the token is another",
                () -> assertThat(secret(namespaces.get(1)).get().getData()).isNotEqualTo(kept.getData()));
        assertThat(secret(namespaces.get(1)).get().getMetadata().getUid())
                .isEqualTo(kept.getMetadata().getUid());
        assertThat(mints()).isEqualTo(2);
    }

    @Test
    void shouldNameTheNamespaceWithAForeignSecretAndServeTheOthers() {
        // Given
        String taken = namespaces.get(1);
        world.user()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(pullSecret.name())
                        .withNamespace(taken)
                        .endMetadata()
                        .build())
                .create();

        // When
        pullSecret.apply("");
        World.eventually("it says which namespace", () -> assertThat(
                        pullSecret.object().get().getStatus().failedTargets())
                .extracting(FailedTarget::namespace, FailedTarget::reason)
                .containsExactly(tuple(taken, Reason.SECRET_NOT_OURS.label())));

        // Then
        assertThat(pullSecret.object().get().getStatus().readyTargets()).isEqualTo(2);
        assertThat(ready().getStatus()).isEqualTo("False");
        assertThat(secret(taken).get().getMetadata().getLabels()).isNullOrEmpty();
        assertThat(secret(namespaces.get(0)).get()).isNotNull();
    }

    @Test
    void shouldTellTheDatesOfTheTokensAndThatRenewalFailsEverywhere() {
        // Given
        pullSecret.apply("");
        awaitReady(3);
        assertThat(pullSecret.object().get().getStatus().registries())
                .singleElement()
                .satisfies(token -> {
                    assertThat(token.registry()).isEqualTo("eu-central-1");
                    assertThat(Instant.parse(token.expiresAt()))
                            .isAfter(clock.instant().plus(Duration.ofHours(11)));
                    assertThat(Instant.parse(token.rotateAt()))
                            .isBefore(clock.instant().plus(Duration.ofHours(6)));
                });
        world.faults().on("GetAuthorizationToken").deny();

        // When
        clock.jump(Duration.ofHours(7));

        // Then
        World.eventually("it says that renewal fails", () -> {
            assertThat(ready().getStatus()).isEqualTo("True");
            assertThat(ready().getReason()).isEqualTo(Reason.ROTATION_FAILING.label());
            assertThat(pullSecret
                            .object()
                            .get()
                            .getStatus()
                            .registries()
                            .getFirst()
                            .lastError())
                    .contains("ecr:GetAuthorizationToken");
        });
    }

    @Test
    void shouldNeitherMintNorWriteWhenItStartsAgain() {
        // Given
        pullSecret.apply("");
        awaitReady(3);
        String version = pullSecret.object().get().getMetadata().getResourceVersion();
        List<String> versions = versions();

        // When
        startOperator();
        String later = pullSecret.selectedNamespace();
        World.eventually(
                "the new operator works", () -> assertThat(secret(later).get()).isNotNull());

        // Then
        assertThat(versions()).isEqualTo(versions);
        assertThat(mints()).as("the one that the new namespace needs").isEqualTo(2);
        awaitReady(4);
        assertThat(pullSecret.object().get().getMetadata().getResourceVersion()).isNotEqualTo(version);
    }

    private List<String> versions() {
        return namespaces.stream()
                .map(namespace -> secret(namespace).get().getMetadata().getResourceVersion())
                .toList();
    }

    private void startOperator() {
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER, clock));
    }

    private void awaitReady(int targets) {
        World.eventually("ready in " + targets + " namespaces", () -> {
            assertThat(ready().getReason()).isEqualTo(Reason.TOKENS_VALID.label());
            assertThat(pullSecret.object().get().getStatus().targets()).isEqualTo(targets);
            assertThat(pullSecret.object().get().getStatus().readyTargets()).isEqualTo(targets);
        });
    }

    private Condition ready() {
        return Conditions.find(pullSecret.object().get().getStatus().conditions(), ConditionType.READY)
                .orElseThrow();
    }

    private Resource<Secret> secret(String namespace) {
        return world.user().secrets().inNamespace(namespace).withName(pullSecret.name());
    }

    private long mints() {
        return world.emulator().calls().entries().stream()
                .filter(call -> "GetAuthorizationToken".equals(call.operation()))
                .filter(call -> LoggedCall.OK.equals(call.outcome()))
                .filter(call -> "eu-central-1".equals(call.region()))
                .count();
    }
}
