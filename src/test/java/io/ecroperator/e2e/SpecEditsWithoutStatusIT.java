package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The status is the operator's memory. While the API server refuses to keep it, edits count all the same. */
@ExtendWith(SharedCluster.class)
class SpecEditsWithoutStatusIT {

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"TAGS", "LIFECYCLE_POLICY", "REPOSITORY_POLICY"})
    void shouldFollowEditsWhileTheStatusCannotBeWritten(Facet facet) {
        // Given
        EcrRepository before = world.applyReady("api", facet.spec(1));
        try (ReadyClaims claims = ReadyClaims.watch(world, "api", facet)) {
            StatusWrites.refusedDuring(world, () -> {

                // When
                world.apply("api", facet.spec(2));
                eventually("the first edit", () -> shouldHold(facet, 2));
                world.apply("api", facet.spec(3));

                // Then
                eventually("the second edit", () -> shouldHold(facet, 3));
                assertThat(world.get("api").getStatus()).isEqualTo(before.getStatus());
            });
            world.awaitReady("api");
            shouldHold(facet, 3);
            claims.shouldAllBeTrue();
        }
        assertThat(world.emulator().calls().count(facet.operation()))
                .as("one for each edit, none again for a status that was refused")
                .isEqualTo(facet == Facet.TAGS ? 2 : 3);
    }

    @Test
    void shouldRemoveATagThatCameAndWentWhileTheStatusCouldNotBeWritten() {
        // Given
        world.applyReady("api", "tags: {team: a}");
        World.addTags(world.ecr(), "api", Map.of("cost", "42"));
        StatusWrites.refusedDuring(world, () -> {
            world.apply("api", "tags: {team: a, env: test}");
            eventually("the tag", () -> assertThat(world.ecr().tags("api")).containsEntry("env", "test"));

            // When
            world.apply("api", "tags: {team: a}");
        });

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().tags("api"))
                .containsEntry("team", "a")
                .containsEntry("cost", "42")
                .doesNotContainKey("env");
    }

    @Test
    void shouldRemoveATagThatARepositoryWasCreatedWithWhileTheStatusCouldNotBeWritten() {
        // Given
        StatusWrites.refusedDuring(world, () -> {
            world.apply("api", "tags: {team: a, env: test}");
            eventually("it is there", () -> assertThat(world.ecr().tags("api")).containsEntry("env", "test"));

            // When
            world.apply("api", "tags: {team: a}");
        });

        // Then
        world.awaitReady("api");
        assertThat(world.ecr().tags("api")).containsEntry("team", "a").doesNotContainKey("env");
    }

    @Test
    void shouldTakeAwayAPolicyThatALabelBroughtWhileTheStatusCouldNotBeWritten() {
        // Given
        SharedPolicy policy = SharedPolicy.of(world, "shared", 10, "a");
        policy.label("api", "b");
        world.awaitReady("api");
        StatusWrites.refusedDuring(world, () -> {
            policy.label("api", "a");
            eventually("it is there", () -> shouldHold(Facet.LIFECYCLE_POLICY, 10));

            // When
            policy.label("api", "b");
        });

        // Then
        eventually("it is gone", () -> shouldHold(Facet.LIFECYCLE_POLICY, -1));
        world.awaitReady("api");
        assertThat(world.get("api").getStatus().lifecycle()).isNull();
    }

    @Test
    void shouldAnswerARequestThatCameWhileTheStatusCouldNotBeWritten() {
        // Given
        world.applyReady("api", Facet.SCANNING.spec(2));
        StatusWrites.refusedDuring(world, () -> {
            world.ecr().setScanOnPush("api", false);

            // When
            world.edit("api", Annotations.with("ecr-operator.io/reconcile-requested-at", "noon"));
            eventually("it looked", () -> shouldHold(Facet.SCANNING, 2));
        });

        // Then
        eventually("it says so", () -> assertThat(world.get("api").getStatus().lastHandledReconcileAt())
                .isEqualTo("noon"));
    }

    private void shouldHold(Facet facet, int number) {
        assertThat(facet.heldBy(world, "api")).isEqualTo(number);
    }
}
