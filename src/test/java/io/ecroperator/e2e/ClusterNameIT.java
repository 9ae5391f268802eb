package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two clusters of one name in one account, with objects of the same names. */
@ExtendWith(SharedCluster.class)
class ClusterNameIT {

    private static final String BLUE = "b1b1b1b1-0000-4000-8000-000000000001";
    private static final String GREEN = "9e9e9e9e-0000-4000-8000-000000000002";
    private static final String SPEC = "imageTagMutability: IMMUTABLE\ndeletionPolicy: DeleteWithImages";

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        world.startOperator(Options.DEFAULT.withCluster(BLUE));
        world.applyReady("api", SPEC);
        assertThat(world.ecr().tags("api")).containsEntry("ecr-operator.io/cluster-uid", BLUE);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldLeaveAloneWhatAClusterOfTheSameNameHas() {
        // Given
        world.stopOperator();
        world.ecr().putImage("api", "1.0");
        var before = world.ecr().tags("api");
        int writes = world.emulator().calls().writes().size();

        // When
        world.startOperator(Options.DEFAULT.withCluster(GREEN));
        world.edit("api", object -> world.withSpec(object, SPEC.replace("IMMUTABLE", "MUTABLE")));

        // Then
        EcrRepository object = world.awaitNotReady("api", Reason.CLUSTER_NAME_TAKEN);
        assertThat(World.condition(object, ConditionType.STALLED).getMessage())
                .contains(BLUE, "ecr-operator.cluster-name", "ecr-operator.replaces-cluster-uids");

        // When
        world.resource("api").delete();
        World.eventually(
                "the object is gone", () -> assertThat(world.get("api")).isNull());
        world.apply("api", SPEC + "\nadoptionPolicy: Always");

        // Then
        world.awaitNotReady("api", Reason.CLUSTER_NAME_TAKEN);
        assertThat(world.emulator().calls().writes()).hasSize(writes);
        assertThat(world.ecr().tags("api")).isEqualTo(before);
    }

    @Test
    void shouldLeaveThePolicyThatAClusterOfTheSameNameHasPutOnAnUndeclaredRepository() {
        // Given
        world.ecr().createRepository("cache/debian");
        world.sweep();
        applyPolicy();
        World.eventually("the policy is there", () -> assertThat(world.ecr().lifecyclePolicyText("cache/debian"))
                .isPresent());
        assertThat(world.ecr().tags("cache/debian")).containsEntry("ecr-operator.io/cluster-uid", BLUE);
        world.stopOperator();
        int writes = world.emulator().calls().writes().size();

        // When
        world.startOperator(Options.DEFAULT.withCluster(GREEN));

        // Then
        var policy = world.user()
                .resources(EcrLifecyclePolicy.class)
                .inNamespace(world.namespace())
                .withName("shared");
        World.eventually("the policy stands back", () -> assertThat(
                        policy.get().getStatus().conditions())
                .extracting(Condition::getReason)
                .contains(Reason.CLUSTER_NAME_TAKEN.label()));

        // When
        policy.delete();

        // Then
        World.eventually("the object is gone", () -> assertThat(policy.get()).isNull());
        assertThat(world.emulator().calls().writes()).hasSize(writes);
    }

    private void applyPolicy() {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrLifecyclePolicy
                metadata: {name: shared, namespace: %s}
                spec:
                  repositoryNamePatterns: ["cache/*"]
                  rules:
                    - rulePriority: 1
                      selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 10}
                      action: {type: expire}
                """.formatted(world.namespace());
        assertThat(world.cluster()
                        .kubectlWithInput(manifest, "apply", "-f", "-")
                        .exitCode())
                .isZero();
    }

    @Test
    void shouldTakeItsOwnBackWhenTheClusterWasRebuilt() {
        // Given
        world.stopOperator();
        int writes = world.emulator().calls().writes().size();

        // When
        world.startOperator(Options.DEFAULT.withCluster(GREEN, BLUE));

        // Then
        World.eventually("the tag is rewritten", () -> assertThat(world.ecr().tags("api"))
                .containsEntry("ecr-operator.io/cluster-uid", GREEN));
        world.awaitReady("api");

        // When
        world.lookAgain("api");

        // Then
        assertThat(world.emulator().calls().writes().stream().skip(writes))
                .extracting(call -> call.operation())
                .containsExactly("TagResource");
    }
}
