package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An object says that there may be a repository of its own before there is one, and not while there cannot be. */
class RepositoryMarkTest {

    private final RepositoryWorld world = new RepositoryWorld();

    @Test
    void shouldSaySoBeforeTheFirstWrite() {
        // Given
        world.sweep();
        List<String> early = new ArrayList<>();
        world.ecr.onTheWay(call -> {
            if (call.writes() && !world.writes.isMarked()) {
                early.add(call.operation());
            }
        });

        // When
        world.reconcile();

        // Then
        assertThat(world.ecr.held(RepositoryWorld.NAME)).isPresent();
        assertThat(early).isEmpty();
    }

    @Test
    void shouldSaySoBeforeItTakesARepositoryOver() {
        // Given
        world.ecr.put(RepositoryWorld.NAME, Map.of());
        world.sweep();

        // When
        world.reconcile();

        // Then
        assertThat(world.writes.isMarked()).isTrue();
    }

    @Test
    void shouldNotSaySoOfARepositoryOfAnotherOwner() {
        // Given
        world.ecr.put(RepositoryWorld.NAME, Map.of(Ownership.TAG_KEY, "another/team/api"));
        world.sweep();

        // When
        world.reconcile();

        // Then
        assertThat(world.writes.isMarked()).isFalse();
    }

    @Test
    void shouldNotSaySoWhileItOnlyWatches() {
        // Given
        world.edit("managementPolicy", "Observe");
        world.sweep();

        // When
        world.reconcile();

        // Then
        assertThat(world.writes.isMarked()).isFalse();
    }

    @Test
    void shouldNotSaySoBeforeEcrCouldBeRead() {
        // Given
        world.ecr.fail("DescribeRepositories", Fault.of(Kind.TRANSIENT));
        world.sweep();

        // When
        world.reconcile();

        // Then
        assertThat(world.writes.isMarked()).isFalse();
    }
}
