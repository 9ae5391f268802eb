package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.Faults;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.ecroperator.support.SharedCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator whose rights end at {@code repository/team-a/*}, and so may not list ECR. */
@ExtendWith(SharedCluster.class)
class NarrowedRightsIT {

    private static final String OURS = """
            repositoryName: team-a/api
            tags: {team: a}
            imageScanningConfiguration: {scanOnPush: %s}
            lifecyclePolicy:
              rules:
                - rulePriority: 1
                  selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 100}
                  action: {type: expire}
            """;

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        world.faults().on(Faults.ANY).denyOutside("team-a/*");
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldCreateEditRepairAndDelete() {
        // When it is created
        world.applyReady("api", OURS.formatted(false));

        // Then
        assertThat(world.ecr().tags("team-a/api")).containsEntry("team", "a");
        assertThat(world.ecr().lifecyclePolicyText("team-a/api")).isPresent();

        // When it is edited
        world.applyReady("api", OURS.formatted(true));

        // Then
        assertThat(scansOnPush()).isTrue();

        // When it is edited behind our back
        world.ecr().setScanOnPush("team-a/api", false);
        World.addTags(world.ecr(), "team-a/api", Map.of("team", "b"));
        world.sweep();

        // Then
        eventually("it is put back", () -> {
            assertThat(scansOnPush()).isTrue();
            assertThat(world.ecr().tags("team-a/api")).containsEntry("team", "a");
        });
        world.awaitReady("api");

        // When nothing happens
        world.emulator().calls().reset();
        world.sweep();

        // Then
        assertThat(world.emulator().calls().entries())
                .extracting(call -> call.operation() + " " + call.outcome())
                .containsExactlyInAnyOrder("DescribeRepositories OK", "GetResources OK");

        // When it is deleted behind our back
        world.ecr().deleteRepository("team-a/api");
        world.sweep();

        // Then
        eventually("it is there again", () -> assertThat(world.ecr().repositoryNames())
                .containsExactly("team-a/api"));
        world.awaitReady("api");

        // When the object is deleted
        world.resource("api").delete();

        // Then
        eventually("it is gone", () -> {
            assertThat(world.get("api")).isNull();
            assertThat(world.ecr().repositoryNames()).isEmpty();
        });
    }

    @Test
    void shouldSayWhatIsDeniedAndServeTheOthers() {
        // Given
        LifecyclePolicies policies = new LifecyclePolicies(world);
        world.ecr().createRepository("cache/nginx");

        // When
        world.applyReady("api", OURS.formatted(false));
        world.apply("elsewhere", "repositoryName: team-b/api");
        policies.apply("shared", LifecyclePolicies.keep(10) + "\nrepositoryNamePatterns: ['cache/*']");

        // Then
        String message = World.condition(
                        world.awaitCondition(
                                "elsewhere", ConditionType.SYNCED, ConditionStatus.UNKNOWN, Reason.ACCESS_DENIED),
                        ConditionType.SYNCED)
                .getMessage();
        assertThat(message).contains("ecr:DescribeRepositories").contains(":repository/team-b/api");
        world.awaitCondition("elsewhere", ConditionType.READY, ConditionStatus.UNKNOWN, Reason.ACCESS_DENIED);
        eventually("the patterns wait for the listing", () -> assertThat(policies.ready("shared"))
                .startsWith("Unknown AccessDenied")
                .contains("ecr:DescribeRepositories")
                .contains(":repository/* "));
        assertThat(policies.inEcr("cache/nginx")).isEmpty();
        world.awaitReady("api");
    }

    @Test
    void shouldTakeNothingForGoneWhenTheListingIsNoLongerAllowed() {
        // Given
        world.faults().clear();
        world.applyReady("api", OURS.formatted(false) + "recreatePolicy: Report\n");
        LifecyclePolicies policies = new LifecyclePolicies(world);
        world.ecr().createRepository("cache/nginx");
        world.sweep();
        policies.apply("shared", LifecyclePolicies.keep(10) + "\nrepositoryNamePatterns: ['cache/*']");
        eventually("in ECR", () -> assertThat(policies.ready("shared")).startsWith("True InSync"));

        // When
        world.faults().on(Faults.ANY).denyOutside("team-a/*");
        for (int i = 0; i < 3; i++) {
            world.sweep();
        }

        // Then
        eventually("the refusal is told", () -> assertThat(policies.ready("shared"))
                .startsWith("Unknown AccessDenied")
                .contains("ecr:DescribeRepositories"));
        world.awaitReady("api");
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        assertThat(world.events("api")).noneMatch(event -> event.getReason().equals(Reason.DELETED.label()));

        // When the policy is deleted, and nobody can tell where it stands
        policies.resource("shared").delete();

        // Then
        eventually("it stays, and says how it can go", () -> assertThat(policies.ready("shared"))
                .startsWith("False Detaching")
                .contains("it is not known on which", "ecr:DescribeRepositories", "onDelete: Leave"));
        assertThat(policies.inEcr("cache/nginx")).contains("10");

        // When
        OptimisticEdit.of(policies.resource("shared"), policy -> {
            policy.setSpec(policies.spec(
                    LifecyclePolicies.keep(10) + "\nrepositoryNamePatterns: ['cache/*']\nonDelete: Leave"));
            return policy;
        });

        // Then
        eventually("it is gone", () -> assertThat(policies.get("shared")).isNull());
        assertThat(policies.inEcr("cache/nginx")).contains("10");
    }

    private boolean scansOnPush() {
        return world.ecr().repository("team-a/api").orElseThrow().scanOnPush();
    }
}
