package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An EcrRegistry called default concerns every object that names none, also those that were there before. */
@ExtendWith(SharedCluster.class)
class DefaultRegistryIT {

    private static final String OTHER = "444455556666";
    private static final String TOKYO = "ap-northeast-1";

    private World world;
    private RegistryObjects registries;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
    }

    @AfterEach
    void stop() {
        registries.delete(RegistryRef.DEFAULT_NAME);
        world.close();
    }

    @Test
    void shouldLeaveARepositoryWhereItIsAndPutNewOnesThere() {
        // Given
        EcrRepository before = world.applyReady("before", "imageTagMutability: IMMUTABLE");

        // When
        applyDefault(OTHER, TOKYO, "");

        // Then
        world.awaitCondition("before", ConditionType.RESOLVED_REFS, ConditionStatus.FALSE, Reason.REGISTRY_MISMATCH);
        EcrRepository refused = world.awaitNotReady("before", Reason.REGISTRY_MISMATCH);
        assertThat(World.condition(refused, ConditionType.READY).getMessage())
                .contains(before.getStatus().repositoryArn(), OTHER, TOKYO);
        assertThat(refused.getStatus().repositoryArn())
                .isEqualTo(before.getStatus().repositoryArn());

        // When
        EcrRepository after = world.applyReady("after", "");

        // Then
        assertThat(after.getStatus().repositoryArn())
                .isEqualTo("arn:aws:ecr:" + TOKYO + ":" + OTHER + ":repository/after");
        assertThat(world.emulator().registry(OTHER, TOKYO).repositoryNames()).containsExactly("after");
        assertThat(world.callsOn("before").stream().filter(LoggedCall::isWrite).map(LoggedCall::operation))
                .as("writes to the repository that was there")
                .containsExactly("CreateRepository");

        // When
        registries.delete(RegistryRef.DEFAULT_NAME);

        // Then
        world.awaitReady("before");
        world.awaitNotReady("after", Reason.REGISTRY_MISMATCH);
    }

    @Test
    void shouldGoOnWhereItLeadsToTheSameRegistryButForWhoMayDoWhat() {
        // Given
        world.applyReady("mine", "repositoryName: " + world.namespace() + "/mine");
        world.applyReady("other", "repositoryName: other-team/api");

        // When
        applyDefault(
                World.ACCOUNT,
                World.REGION,
                "access: [{namespaces: [\"*\"], repositoryNamePatterns: [\"{namespace}/*\"]}]\n");

        // Then
        world.awaitNotReady("other", Reason.NOT_PERMITTED);
        world.apply("mine", "repositoryName: " + world.namespace() + "/mine\nimageTagMutability: IMMUTABLE");
        world.awaitReady("mine");
        assertThat(world.ecr()
                        .repository(world.namespace() + "/mine")
                        .orElseThrow()
                        .imageTagMutability())
                .isEqualTo("IMMUTABLE");
        assertThat(world.ecr().repository("other-team/api"))
                .as("what it has stays")
                .isPresent();
    }

    private void applyDefault(String account, String region, String more) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistry
                        metadata: {name: default}
                        spec:
                          accountId: "%1$s"
                          region: %2$s
                          credentials: {accessKeySecret: {name: "%1$s"}}
                          endpoints: {url: "%3$s"}
                        """.formatted(account, region, world.emulator().endpoint()) + more.indent(2),
                        EcrRegistry.class))
                .forceConflicts()
                .serverSideApply();
    }
}
