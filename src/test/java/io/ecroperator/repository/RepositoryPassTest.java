package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Outcome.Unobserved;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RepositoryPassTest {

    private static final String POLICY = "{statements: [{effect: Allow, principal: {AWS: ['*']}, action: ['ecr:*']}]}";

    private final RepositoryWorld world = new RepositoryWorld();

    @Test
    void shouldDeclareAllToEcrWhenASweepFromBeforeTheCreationEndsInTheMiddleOfThePass() {
        // Given
        world.sweep();
        world.edit("repositoryPolicy", POLICY);
        world.edit("lifecyclePolicy", "{rules: []}");
        world.ecr.fail("CreateRepository", Fault.of(Kind.TRANSIENT));
        world.reconcile();
        world.ecr.recover();
        CountDownLatch listed = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        world.ecr.onTheWay(call -> {
            if (call.operation().equals("GetResources")) {
                listed.countDown();
                await(overtaken);
            }
        });
        CompletableFuture<Boolean> sweep = CompletableFuture.supplyAsync(world::sweep);
        await(listed);
        // What the unanswered call has created after all.
        world.ecr.put(
                RepositoryWorld.NAME, Map.of(Ownership.TAG_KEY, world.desired().owner()));
        world.ecr.onTheWay(call -> {
            if (call.operation().equals("GetLifecyclePolicy") && overtaken.getCount() > 0) {
                overtaken.countDown();
                sweep.join();
                world.sweep();
            }
        });

        // When
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome = world.reconcile();

        // Then
        assertThat(sweep).isCompletedWithValue(true);
        assertThat(outcome).isInstanceOf(Observed.class);
        assertThat(world.ecr.held(RepositoryWorld.NAME).orElseThrow().repositoryPolicy())
                .isPresent();
    }

    @Test
    void shouldNotBeInSyncWithWhatASweepHasReplacedWhileItWasRead() {
        // Given
        world.ecr.put(RepositoryWorld.NAME, Map.of());
        world.sweep();
        world.edit("repositoryPolicy", POLICY);
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
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome = world.reconcile();

        // Then
        assertThat(replaced).isTrue();
        assertThat(outcome).isInstanceOf(Unobserved.class);
        assertThat(Conditions.isTrue(world.object().getStatus().conditions(), ConditionType.SYNCED, 3))
                .isFalse();

        // When
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> next = world.reconcile();

        // Then
        assertThat(next).isInstanceOf(Observed.class);
        assertThat(world.ecr.held(RepositoryWorld.NAME).orElseThrow().repositoryPolicy())
                .isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
