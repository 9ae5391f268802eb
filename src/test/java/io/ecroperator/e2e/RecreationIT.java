package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SettableClock;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects that are deleted and created again at once, as {@code kubectl replace --force} does. */
@ExtendWith(SharedCluster.class)
class RecreationIT {

    private static final List<String> NAMES =
            IntStream.range(0, 6).mapToObj(number -> "again-" + number).toList();
    private static final String SPEC = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
            """;

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        Install.pullSecretsEverywhere(cluster);
        Install.serviceAccountsInto(cluster, world.namespace());
    }

    @AfterEach
    void close() {
        world.stopOperator();
        world.user().resources(ClusterEcrPullSecret.class).delete();
        world.deletePullSecrets();
        Install.noPullSecretsAnywhere(world.cluster());
        world.close();
    }

    @Test
    void shouldServeAPullSecretThatCameBackAtOnce() {
        // Given
        serve(PullSecretKinds.NAMESPACED);
        var objects = world.objects(EcrPullSecret.class);

        // When
        NAMES.forEach(name -> objects.apply(name, SPEC));
        NAMES.forEach(name -> {
            objects.resource(name).delete();
            objects.apply(name, SPEC);
        });

        // Then
        NAMES.forEach(name -> {
            awaitSecretOf(name, objects.get(name).getMetadata().getUid());
            objects.awaitCondition(name, ConditionType.READY, ConditionStatus.TRUE, Reason.TOKENS_VALID);
        });
    }

    @Test
    void shouldServeAClusterPullSecretThatCameBackAtOnce() {
        // Given
        serve(PullSecretKinds.CLUSTER);
        var objects = world.objects(ClusterEcrPullSecret.class);
        String spec =
                SPEC + "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: " + world.namespace() + "}}";

        // When
        NAMES.forEach(name -> objects.apply(name, spec));
        NAMES.forEach(name -> {
            objects.resource(name).delete();
            objects.apply(name, spec);
        });

        // Then
        NAMES.forEach(name -> {
            awaitSecretOf(name, objects.get(name).getMetadata().getUid());
            objects.awaitCondition(name, ConditionType.READY, ConditionStatus.TRUE, Reason.TOKENS_VALID);
        });
    }

    @Test
    void shouldGiveAServiceAccountItsPullSecretsThatCameBackAtOnce() {
        // Given
        serve(PullSecretKinds.NAMESPACED_WITH_SERVICE_ACCOUNTS);
        world.objects(EcrPullSecret.class).apply("pull", SPEC + "serviceAccounts: {mode: All}");

        // When
        NAMES.forEach(name -> account(name).create());
        NAMES.forEach(name -> {
            account(name).delete();
            account(name).create();
        });

        // Then
        NAMES.forEach(name -> eventually(
                name + " has it", () -> assertThat(account(name).get().getImagePullSecrets())
                        .extracting(LocalObjectReference::getName)
                        .containsExactly("pull")));
    }

    @Test
    void shouldServeARepositoryThatCameBackAtOnce() {
        // Given
        world.startOperator(Options.DEFAULT);
        var objects = world.objects(EcrRepository.class);

        // When
        NAMES.forEach(name -> objects.apply(name, "tags: {team: a}"));
        NAMES.forEach(name -> objects.resource(name).delete());
        NAMES.forEach(name -> {
            objects.awaitGone(name);
            objects.apply(name, "tags: {team: b}");
        });

        // Then
        NAMES.forEach(name -> {
            objects.awaitReady(name);
            assertThat(world.ecr().tags(name)).containsEntry("team", "b");
        });
    }

    private void serve(PullSecretKinds kinds) {
        world.startOperator(Options.DEFAULT.withPullSecrets(kinds, new SettableClock()));
    }

    private Resource<ServiceAccount> account(String name) {
        return world.user()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .build());
    }

    /** Deletes what the old object owned, as Kubernetes would; there is no garbage collector here. */
    private void awaitSecretOf(String name, String uid) {
        Resource<Secret> secret =
                world.user().secrets().inNamespace(world.namespace()).withName(name);
        eventually("Secret " + name + " belongs to the new object", () -> {
            String owner =
                    secret.get().getMetadata().getOwnerReferences().getFirst().getUid();
            if (!owner.equals(uid)) {
                secret.delete();
            }
            assertThat(owner).isEqualTo(uid);
        });
    }
}
