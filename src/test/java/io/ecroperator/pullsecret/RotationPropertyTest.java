package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.compared.Shows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Two days of rotation, whatever happens to AWS, to the clock and to the process. */
class RotationPropertyTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** The longest delay between two tries after a failure is ten minutes. */
    private static final Duration TO_RECOVER = Duration.ofMinutes(12);

    /** What happens, after so many minutes in which nothing does. */
    record Step(int after, Trouble trouble) {}

    sealed interface Trouble {

        record AwsFails(Kind kind, int minutes) implements Trouble {}

        /** Our clock is set to so many minutes before or after AWS's. */
        record ClockSet(int offset) implements Trouble {}

        record Restart() implements Trouble {}

        record NewNamespace() implements Trouble {}

        record SecretDeleted(int target) implements Trouble {}

        record RegistryEdited(int role) implements Trouble {}
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    @Shows("external-secrets#6743")
    void shouldNeverHoldADeadLoginWhileAwsCouldHaveGivenANewOne(@ForAll("troubles") List<Step> steps) {
        RotationWorld world = new RotationWorld(2);
        Instant end = world.now().plus(TWO_DAYS);
        Instant awsBackAt = world.now();
        Instant upSince = world.now();
        for (Step step : steps) {
            Instant until = world.now().plus(Duration.ofMinutes(step.after()));
            while (world.now().isBefore(until)) {
                upSince = look(world, awsBackAt, upSince);
            }
            switch (step.trouble()) {
                case Trouble.AwsFails(var kind, var minutes) -> {
                    world.awsFails(kind);
                    awsBackAt = world.now().plus(Duration.ofMinutes(minutes));
                }
                case Trouble.ClockSet(var offset) -> world.setClock(Duration.ofMinutes(offset));
                case Trouble.Restart restart -> world.startOperator();
                case Trouble.NewNamespace namespace -> world.addTarget();
                case Trouble.SecretDeleted(var target) -> world.deleteSecretOf(target);
                case Trouble.RegistryEdited(var role) -> world.editRegistry(role);
            }
        }
        while (world.now().isBefore(end)) {
            upSince = look(world, awsBackAt, upSince);
        }
    }

    @Example
    void shouldMintFourTokensPerRotationForAnyNumberOfNamespacesAndWriteEachSecretOnce() {
        // Given
        RotationWorld world = new RotationWorld(50);

        // When
        world.pass(Duration.ofMinutes(1));
        int firstMints = world.mints();
        int firstWrites = world.writes();
        world.pass(Duration.ofHours(6));

        // Then
        assertThat(firstMints).isEqualTo(4);
        assertThat(firstWrites).isEqualTo(50);
        assertThat(world.mints()).isEqualTo(8);
        assertThat(world.writes() - firstWrites).isEqualTo(50);
        assertThat(world.deadLogins()).isEmpty();
    }

    @Example
    void shouldNeitherMintNorWriteAtARestartWhileTokensAreFresh() {
        // Given
        RotationWorld world = new RotationWorld(20);
        world.pass(Duration.ofHours(1));
        int mints = world.mints();
        int writes = world.writes();

        // When
        world.startOperator();
        world.pass(Duration.ofHours(4));

        // Then
        assertThat(world.mints()).isEqualTo(mints);
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Example
    void shouldMintOnceForAllWhenTheIdentityOfARegistryChangesAndWriteEachSecretOnce() {
        // Given
        RotationWorld world = new RotationWorld(50);
        world.pass(Duration.ofMinutes(1));
        int mints = world.mints();
        int writes = world.writes();

        // When
        world.editRegistry(1);
        world.pass(Duration.ofMinutes(1));

        // Then
        assertThat(world.mints() - mints).isEqualTo(1);
        assertThat(world.writes() - writes).isEqualTo(50);

        // When
        world.startOperator();
        world.pass(Duration.ofHours(1));

        // Then
        assertThat(world.mints() - mints).isEqualTo(1);
        assertThat(world.writes() - writes).isEqualTo(50);
    }

    @Example
    void shouldCatchUpAtOnceAfterADayWithoutTheOperator() {
        // Given
        RotationWorld world = new RotationWorld(3);
        world.pass(Duration.ofHours(1));
        world.stopOperator();
        world.pass(Duration.ofDays(1));

        // When
        world.startOperator();
        world.pass(Duration.ofSeconds(1));

        // Then
        assertThat(world.deadLogins()).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> troubles() {
        Arbitrary<Trouble> fails = Combinators.combine(
                        Arbitraries.of(Kind.THROTTLED, Kind.DENIED, Kind.TRANSIENT, Kind.CREDENTIALS, Kind.INVALID),
                        Arbitraries.integers().between(1, 600))
                .as(Trouble.AwsFails::new);
        Arbitrary<Trouble> clock = Arbitraries.integers().between(-360, 360).map(Trouble.ClockSet::new);
        Arbitrary<Trouble> deleted = Arbitraries.integers().between(0, 9).map(Trouble.SecretDeleted::new);
        Arbitrary<Trouble> edited = Arbitraries.integers().between(0, 2).map(Trouble.RegistryEdited::new);
        Arbitrary<Trouble> trouble = Arbitraries.oneOf(
                fails,
                clock,
                deleted,
                edited,
                Arbitraries.just(new Trouble.Restart()),
                Arbitraries.just(new Trouble.NewNamespace()));
        return Combinators.combine(Arbitraries.integers().between(0, 400), trouble)
                .as(Step::new)
                .list()
                .ofMaxSize(14);
    }

    /** One minute, after which no login may be dead unless AWS fails, or did until just now. */
    private static Instant look(RotationWorld world, Instant awsBackAt, Instant upSince) {
        Instant up = upSince;
        boolean down = world.now().isBefore(awsBackAt);
        if (!down) {
            world.awsFails(null);
        } else {
            up = world.now();
        }
        world.pass(LOOK);
        if (world.now().isAfter(up.plus(TO_RECOVER))) {
            assertThat(world.deadLogins()).as("at " + world.now()).isEmpty();
        }
        return up;
    }
}
