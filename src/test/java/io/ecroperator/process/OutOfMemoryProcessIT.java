package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process that has run out of memory ends: half dead it would keep the lease, and look well. */
@ExtendWith(SharedCluster.class)
class OutOfMemoryProcessIT {

    /** What the API server allows an object in annotations, in bytes, less what others may need. */
    private static final int ANNOTATION = 250_000;

    private static final int MORE_THAN_THE_HEAP_HOLDS = 400;

    /** A collector that finds little to collect must not cost it the lease first. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** That of the JVM's option. */
    private static final int EXIT = 3;

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldEndAndLetAnotherLeadWhenObjectsFillTheHeap() {
        // Given
        OperatorJar operator = world.start(
                settings -> settings.withJvmOptionsOfTheImage("-Xmx40m").withLease(LEASE));
        world.awaitReady(operator);
        world.apply("api", "tags: {team: a}");
        world.awaitInSync("api");
        ProcessWorld.eventually("it leads", () -> assertThat(operator.leads()).isTrue());

        // When
        for (int number = 0; number < MORE_THAN_THE_HEAP_HOLDS && operator.alive(); number++) {
            world.user().resource(large(number)).create();
        }

        // Then
        assertThat(operator.awaitExit()).as(operator.output()).isEqualTo(EXIT);
        assertThat(operator.output()).contains("java.lang.OutOfMemoryError");

        // When
        OperatorJar next = world.start(
                settings -> settings.named("operator-1").withLease(LEASE).withJvmOptionsOfTheImage("-Xmx512m"));
        world.awaitReady(next);

        // Then
        ProcessWorld.eventually(
                "the next one leads", () -> assertThat(next.leads()).isTrue());
    }

    /** Small but for an annotation, which is not ours to bound. */
    private EcrRepository large(int number) {
        EcrRepository object = new EcrRepository();
        object.setMetadata(new ObjectMetaBuilder()
                .withName("large-" + number)
                .withNamespace(world.namespace())
                .withAnnotations(Map.of(
                        "example.com/note",
                        Character.toString('a' + number % 26).repeat(ANNOTATION)))
                .build());
        return object;
    }
}
