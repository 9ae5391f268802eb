package io.ecroperator.managed.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.managed.Deletion;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The process dies once, before or after any call to AWS or any write of a status, while an object is created, edited and deleted: for
 * every kind whose things have no tags.
 */
public interface RecordedDeathContract<
        R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem> {

    /** More crossings than any course has. */
    int FAR = 1_000;

    /** So many crossings a course has at least that goes through all specs. */
    int COURSE = 20;

    /** The kind. */
    RecordedCase<R, S, T> kind();

    @Test
    default void shouldEndAsAskedWhereverItDies() {
        everywhere(COURSE, nothing -> {}, course -> {
            for (int spec = 0; spec < kind().specs(); spec++) {
                course.write(spec);
                course.work();
                course.shouldBeOursAsAsked(spec);
            }
            course.delete();
            assertThat(course.world.ecr().held()).as(course.where()).isEmpty();
        });
    }

    /** Its namespace loses the registry, and it is deleted, before the next process has had a look. */
    @Test
    default void shouldNotGoWithoutAccessIfThereMayBeSomethingInEcr() {
        everywhere(7, nothing -> {}, Course::createAndLoseAccess);
    }

    @Test
    default void shouldLeaveAnotherThingThatOthersPutInItsPlaceWhileItIsDead() {
        everywhere(COURSE, world -> put(world, kind().tampering().apply(kind().created(world.ecr(), 0))), course -> {
            course.runThrough();
            course.shouldHaveLeftAlone();
        });
    }

    @Test
    default void shouldLeaveTheSameThingThatOthersCreateLongAfterItsDeath() {
        everywhere(
                COURSE,
                world -> {
                    world.ecr().held().clear();
                    world.pass(Duration.ofMinutes(20));
                    put(world, kind().created(world.ecr(), 0));
                },
                course -> {
                    course.runThrough();
                    course.shouldHaveLeftAlone();
                });
    }

    private void put(RecordedWorld<R, S, T> world, T thing) {
        world.ecr().held().put(kind().name(), thing);
    }

    /** One course after the other, each with a death one crossing later, until there is nothing left to die at. */
    private void everywhere(int least, Consumer<RecordedWorld<R, S, T>> afterwards, Consumer<Course<R, S, T>> taken) {
        int deaths = 0;
        for (int crossing = 0; crossing < FAR; crossing++) {
            Course<R, S, T> course = new Course<>(kind(), afterwards, crossing);
            taken.accept(course);
            if (!course.scythe.swung()) {
                assertThat(deaths).as("a death at each call and each write").isGreaterThan(least);
                return;
            }
            deaths++;
        }
        throw new AssertionError("a course never ends");
    }

    /** What happens to one object. */
    final class Course<
            R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem> {

        private final RecordedCase<R, S, T> kind;
        private final RecordedWorld<R, S, T> world;
        private final Consumer<RecordedWorld<R, S, T>> afterwards;
        private final int crossing;
        private final Death.Scythe scythe;
        private T foreign;

        Course(RecordedCase<R, S, T> kind, Consumer<RecordedWorld<R, S, T>> afterwards, int crossing) {
            this.kind = kind;
            this.world = kind.world();
            this.afterwards = afterwards;
            this.crossing = crossing;
            this.scythe = new Death.Scythe(crossing);
            world.onTheWay(scythe);
        }

        private String where() {
            return "death at crossing " + crossing;
        }

        private void runThrough() {
            for (int spec = 0; spec < kind.specs(); spec++) {
                write(spec);
                work();
            }
            delete();
        }

        private void createAndLoseAccess() {
            write(0);
            boolean before = world.deleteWithoutAccess() instanceof Deletion.Released;
            try {
                world.reconcile();
            } catch (Death death) {
                world.restart();
            }
            boolean after = world.deleteWithoutAccess() instanceof Deletion.Released;
            assertThat(before).as(where()).isTrue();
            assertThat(after && !world.ecr().held().isEmpty()).as(where()).isFalse();
            assertThat(after && !scythe.swung()).as(where()).isFalse();
        }

        private void write(int spec) {
            world.ecr().calls();
            kind.write(world, spec, false);
        }

        private void work() {
            outlived(world::reconcile);
            world.reconcile();
        }

        private void delete() {
            outlived(() -> {
                world.delete();
                scythe.run(); // before the finalizer goes
            });
        }

        /** Also after a death in it. */
        private void outlived(Runnable step) {
            try {
                step.run();
            } catch (Death death) {
                afterwards.accept(world);
                foreign = world.ecr().held().get(kind.name());
                world.restart();
                world.reconcile();
                step.run();
            }
        }

        private void shouldBeOursAsAsked(int spec) {
            int writes = world.statusWrites();
            world.ecr().calls();
            world.reconcile();
            assertThat(world.ready()).as(where()).isEqualTo("True InSync");
            assertThat(world.object().getStatus().owned()).as(where()).isTrue();
            assertThat(world.object().getStatus().creationAskedAt()).as(where()).isNull();
            assertThat(kind.isAsAsked(world.ecr().held().get(kind.name()), spec))
                    .as(where())
                    .isTrue();
            assertThat(world.ecr().calls())
                    .as("writes of another pass, " + where())
                    .allMatch(call -> call.startsWith("Describe"));
            assertThat(world.statusWrites()).as(where()).isEqualTo(writes);
        }

        private void shouldHaveLeftAlone() {
            if (scythe.swung()) {
                assertThat(foreign).isNotNull();
                assertThat(world.ecr().held()).as(where()).containsEntry(kind.name(), foreign);
            }
        }
    }
}
