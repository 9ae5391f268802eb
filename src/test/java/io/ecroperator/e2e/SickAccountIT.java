package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.Faults;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An account that is throttled or does not answer delays no other, however many of its objects are edited. */
@ExtendWith(SharedCluster.class)
class SickAccountIT {

    private static final String SICK = "444455556666";
    private static final String WELL = "777788889999";

    /** Far more than there are threads. */
    private static final int OBJECTS = 5 * OperatorUnderTest.THREADS;

    private World world;
    private RegistryObjects registries;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
    }

    @AfterEach
    void stop() {
        world.faults().clear();
        registries.close();
        world.close();
    }

    static Stream<Arguments> sicknesses() {
        Consumer<Faults.Target> throttled = Faults.Target::throttle;
        Consumer<Faults.Target> silent = Faults.Target::hold;
        Consumer<Faults.Target> denied = Faults.Target::deny;
        return Stream.of(
                Arguments.of("throttled", throttled), Arguments.of("silent", silent), Arguments.of("denied", denied));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sicknesses")
    void shouldDelayNoOther(String how, Consumer<Faults.Target> sicken) {
        // Given
        String sick = registries.apply("sick", SICK, World.REGION, "");
        String well = registries.apply("well", WELL, World.REGION, "");
        world.applyReady("well", edited(well, 0));
        for (int number = 0; number < OBJECTS; number++) {
            world.apply("sick-" + number, edited(sick, 0));
        }
        for (int number = 0; number < OBJECTS; number++) {
            world.awaitReady("sick-" + number);
        }

        // When
        sicken.accept(world.faults().on(Faults.ANY).account(SICK));
        for (int number = 0; number < OBJECTS; number++) {
            world.apply("sick-" + number, edited(sick, 1));
        }
        eventually("it is noticed", () -> assertThat(
                        callsThere() + world.emulator().callsInFlight())
                .isPositive());

        // Then
        for (int round = 1; round <= 5; round++) {
            world.applyReady("well", edited(well, round));
        }
        assertThat(world.emulator().registry(SICK, World.REGION).tags("sick-0"))
                .as("the other is still " + how)
                .containsEntry("round", "0");
    }

    private long callsThere() {
        return world.emulator().calls().callsIn(SICK, World.REGION).stream()
                .filter(call -> call.operation().equals("TagResource"))
                .count();
    }

    private static String edited(String registry, int round) {
        return "registryRef: {name: %s}\ntags: {round: '%d'}".formatted(registry, round);
    }
}
