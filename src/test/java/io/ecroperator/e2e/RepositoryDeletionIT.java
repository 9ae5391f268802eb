package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.compared.Shows;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a repository when its object is deleted. Losing an image is the worst that can happen. */
@ExtendWith({SharedCluster.class, StandIns.class})
class RepositoryDeletionIT {

    private World world;

    @BeforeEach
    void start(LocalCluster cluster, StandIn aws) {
        world = World.start(cluster, aws);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @AlsoOnMoto
    @Test
    void shouldDeleteAnEmptyRepository() {
        // Given
        world.applyReady("api", "");

        // When
        world.resource("api").delete();

        // Then
        awaitGone();
        assertThat(world.ecr().repositoryNames()).isEmpty();
        world.awaitEvent("api", Reason.DELETED);
    }

    @AlsoOnMoto
    @Test
    @Shows("ACK-6")
    void shouldBlockWhileImagesAreThereAndFollowAChangeOfMindToRetain() {
        // Given
        givenImages();

        // When
        world.resource("api").delete();

        // Then
        EcrRepository blocked = world.awaitNotReady("api", Reason.DELETION_BLOCKED);
        assertThat(blocked.getStatus().imageCount()).isEqualTo(2);
        assertThat(World.condition(blocked, ConditionType.READY).getMessage())
                .contains("2 images")
                .contains("DeleteWithImages")
                .contains("Retain");
        world.awaitEvent("api", Reason.DELETION_BLOCKED);

        // When
        world.edit("api", object -> world.withSpec(object, "deletionPolicy: Retain"));

        // Then
        awaitGone();
        assertThat(world.ecr().repository("api").orElseThrow().imageCount()).isEqualTo(2);
        world.awaitEvent("api", Reason.RETAINED);
    }

    @AlsoOnMoto
    @Test
    @Shows({"community#1798", "terraform-provider-aws#33523"})
    void shouldFollowAChangeOfMindToDeleteWithImagesAtOnce() {
        // Given
        givenImages();
        world.resource("api").delete();
        world.awaitNotReady("api", Reason.DELETION_BLOCKED);

        // When
        world.edit("api", object -> world.withSpec(object, "deletionPolicy: DeleteWithImages"));

        // Then
        awaitGone();
        assertThat(world.ecr().repositoryNames()).isEmpty();
    }

    @AlsoOnMoto
    @Test
    @Shows("terraform-provider-aws#9911")
    void shouldDeleteImagesOnlyWithConsentInWriting() {
        // Given
        world.applyReady("api", "deletionPolicy: DeleteWithImages");
        world.ecr().putImage("api", "v1");

        // When
        world.resource("api").delete();

        // Then
        awaitGone();
        assertThat(world.ecr().repositoryNames()).isEmpty();
    }

    @Test
    void shouldRetainWithoutACallToAws() {
        // Given
        world.applyReady("api", "deletionPolicy: Retain");
        world.emulator().calls().reset();

        // When
        world.resource("api").delete();

        // Then
        awaitGone();
        assertThat(world.callsOn("api")).isEmpty();
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
    }

    @AlsoOnMoto
    @Test
    @Shows("community#1381")
    void shouldFindARetainedRepositoryAgain() {
        // Given
        world.applyReady("api", "deletionPolicy: Retain");
        world.resource("api").delete();
        awaitGone();

        // When
        world.applyReady("api", "tags: {team: a}");

        // Then
        assertThat(world.ecr().tags("api")).containsEntry("team", "a");
    }

    @AlsoOnMoto
    @Test
    @Shows("provider-aws#714")
    void shouldLetTheObjectGoWhenTheRepositoryIsGoneAlready() {
        // Given
        world.applyReady("api", "");
        world.ecr().deleteRepository("api");

        // When
        world.resource("api").delete();

        // Then
        awaitGone();
    }

    @AlsoOnMoto
    @Test
    void shouldNotDeleteARepositoryThatSomeoneElseCreatedAnew() {
        // Given
        world.applyReady("api", "deletionPolicy: DeleteWithImages");
        world.ecr().deleteRepository("api");
        world.ecr().createRepository("api");
        world.ecr().putImage("api", "precious");

        // When
        world.resource("api").delete();

        // Then
        awaitGone();
        assertThat(world.ecr().repository("api").orElseThrow().imageCount()).isEqualTo(1);
    }

    @AlsoOnMoto
    @Test
    void shouldNotDeleteARepositoryThatItOnlyObserves() {
        // Given
        world.ecr().createRepository("api");
        world.sweep();
        world.apply("api", "managementPolicy: Observe");
        world.awaitNotReady("api", Reason.NOT_OWNED);

        // When
        world.resource("api").delete();

        // Then
        awaitGone();
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
    }

    @Test
    void shouldKeepTheFinalizerWhileDeletionIsDeniedAndNameTheAction() {
        // Given
        world.applyReady("api", "");
        world.faults().on("DeleteRepository").deny();

        // When
        world.resource("api").delete();

        // Then
        EcrRepository denied = world.awaitNotReady("api", Reason.ACCESS_DENIED);
        assertThat(World.condition(denied, ConditionType.READY).getMessage())
                .contains("ecr:DeleteRepository")
                .contains("assumed-role/ecr-operator")
                .contains("Retain");
        assertThat(denied.getMetadata().getFinalizers()).isNotEmpty();

        // When
        world.edit("api", object -> world.withSpec(object, "deletionPolicy: Retain"));

        // Then
        awaitGone();
        assertThat(world.ecr().repositoryNames()).containsExactly("api");
    }

    @AlsoOnMoto
    @Test
    void shouldWaitWithTheDeletionWhilePaused() {
        // Given
        world.applyReady("api", "");
        world.edit("api", object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/paused", "true"));
            return object;
        });

        // When
        world.resource("api").delete();

        // Then
        world.awaitNotReady("api", Reason.PAUSED);
        assertThat(world.ecr().repositoryNames()).containsExactly("api");

        // When
        world.edit("api", object -> {
            object.getMetadata().setAnnotations(Map.of());
            return object;
        });

        // Then
        awaitGone();
        assertThat(world.ecr().repositoryNames()).isEmpty();
    }

    private void givenImages() {
        world.applyReady("api", "");
        world.ecr().putImage("api", "v1");
        world.ecr().putImage("api", "v2");
    }

    private void awaitGone() {
        World.eventually("api is gone", () -> assertThat(world.get("api")).isNull());
    }
}
