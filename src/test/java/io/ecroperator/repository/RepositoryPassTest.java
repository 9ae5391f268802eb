package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RepositoryPassTest {

    private final RepositoryWorld world = new RepositoryWorld();

    @Test
    void shouldNotBeInSyncWithWhatASweepHasReplacedWhileItWasRead() {
        // Given
        world.ecr.put(RepositoryWorld.NAME, Map.of());
        world.sweep();
        world.edit("repositoryPolicy", "{statements: [{effect: Allow, principal: {AWS: ['*']}, action: ['ecr:*']}]}");
        world.edit("lifecyclePolicy", "{rules: []}");
        AtomicBoolean replaced = new AtomicBoolean();
        world.ecr.fail(call -> {
            if (call.operation().equals("GetLifecyclePolicy") && replaced.compareAndSet(false, true)) {
                world.ecr.remove(RepositoryWorld.NAME);
                world.ecr.put(RepositoryWorld.NAME, Map.of());
                world.sweep();
            }
            return Optional.empty();
        });

        // When
        RepositoryOutcome outcome = world.reconcile();

        // Then
        assertThat(replaced).isTrue();
        assertThat(outcome).isInstanceOf(Unobserved.class);
        assertThat(Conditions.isTrue(world.object().getStatus().conditions(), ConditionType.SYNCED, 3))
                .isFalse();

        // When
        RepositoryOutcome next = world.reconcile();

        // Then
        assertThat(next).isInstanceOf(Observed.class);
        assertThat(world.ecr.held(RepositoryWorld.NAME).orElseThrow().repositoryPolicy())
                .isPresent();
    }
}
