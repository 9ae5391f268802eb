package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome.Unobserved;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What objects cost an AWS that cannot list the registry. */
class RepositoryOutageTest {

    private final RepositoryWorld world = new RepositoryWorld();

    @BeforeEach
    void failToList() {
        world.sweep();
        world.reconcile();
        world.ecr.fail("DescribeRepositories", Fault.of(Kind.THROTTLED));
        for (int i = 0; i < 3; i++) {
            world.sweep();
        }
        world.ecr.drainCalls();
    }

    @Test
    void shouldStillCarryOutAnEdit() {
        // Given
        world.edit("imageScanningConfiguration", "{scanOnPush: true}");

        // Then
        assertThat(world.reconcile()).isInstanceOf(Observed.class);
        assertThat(world.ecr
                        .held(RepositoryWorld.NAME)
                        .orElseThrow()
                        .repository()
                        .scanOnPush())
                .isTrue();
    }

    @Test
    void shouldShareOneBudgetOfLooksAmongAllThatWait() {
        // When
        for (int i = 0; i < 500; i++) {
            world.reconcileAfresh();
        }

        // Then
        assertThat(world.ecr.drainOperations())
                .filteredOn("DescribeRepository"::equals)
                .hasSize(10);
        assertThat(world.reconcileAfresh()).isInstanceOf(Unobserved.class);

        // When
        world.clock.pass(Duration.ofMinutes(1));

        // Then
        assertThat(world.reconcileAfresh()).isInstanceOf(Observed.class);
    }
}
