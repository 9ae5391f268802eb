package io.ecroperator.managed.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Deletion;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a thing is that ECR has and that no answer has told of, for every kind whose things have no tags. */
public interface RecordedOwnershipContract {

    /** With an object that nothing was done for. */
    RecordedWorld<?, ?, ?> world();

    /** Others create what the object asks for, also in the place of another. */
    void othersCreateTheSame();

    /** Others create something of the same name that the object does not ask for, also in the place of another. */
    void othersCreateAnother();

    /** The user asks for something that ECR can change. */
    void edit();

    @Test
    default void shouldKnowAgainWhoseCreationWasNotAnswered() {
        // Given
        failCreation(Optional.of(Fault.lostAnswer()));
        world().reconcile();
        failCreation(Optional.empty());

        // When
        world().reconcile();

        // Then
        shouldBeItsOwn();
    }

    @Test
    default void shouldKnowAgainInANewProcessWhoseCreationWasNotAnswered() {
        // Given
        failCreation(Optional.of(Fault.lostAnswer()));
        world().reconcile();
        failCreation(Optional.empty());

        // When
        world().restart();
        world().reconcile();

        // Then
        shouldBeItsOwn();
    }

    /** Whoever wants to look first, after something went wrong, switches to Observe. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void shouldKnowAgainWhoseCreationWasNotAnsweredAfterItHasOnlyWatched(boolean restarts) {
        // Given
        failCreation(Optional.of(Fault.lostAnswer()));
        world().reconcile();
        failCreation(Optional.empty());

        // When
        world().edit("managementPolicy", "Observe");
        if (restarts) {
            world().restart();
        }
        world().reconcile();
        world().reconcile();
        world().edit("managementPolicy", "Full");
        world().reconcile();

        // Then
        shouldBeItsOwn();
        assertThat(world().object().getStatus().creationAskedAt()).isNull();
    }

    @Test
    default void shouldDeleteWhatCameOfACreationThatWasNotAnswered() {
        // Given
        failCreation(Optional.of(Fault.lostAnswer()));
        world().reconcile();

        // When
        world().delete();

        // Then
        assertThat(world().ecr().held()).isEmpty();
    }

    /** What a creation without an answer came to is not for whoever asks for the same after the one that asked is gone. */
    @Test
    default void shouldNotTakeForItsOwnWhatAnotherObjectHasLeft() {
        // Given
        failCreation(Optional.of(Fault.lostAnswer()));
        world().reconcile();
        failCreation(Optional.empty());

        // When
        world().replace();
        world().reconcile();

        // Then
        shouldBeOfOthers();
    }

    /** As where two clusters have the same manifests: ECR says that it is there, and nobody has asked for it before. */
    @Test
    default void shouldNotTakeForItsOwnWhatOthersHaveCreatedAMomentBefore() {
        // Given
        othersCreateRightBeforeTheCreation();

        // When
        world().reconcile();

        // Then
        assertThat(world().ready()).isEqualTo("False NotOwned");

        // When
        world().reconcile();
        world().restart();
        world().reconcile();

        // Then
        shouldBeOfOthers();
    }

    /** What was not answered may still be on its way when it is asked for again. */
    @Test
    default void shouldKnowAgainWhatAnEarlierCreationHasMadeInTheMeantime() {
        // Given
        failCreation(Optional.of(Fault.of(Kind.TRANSIENT)));
        world().reconcile();

        // When
        othersCreateRightBeforeTheCreation();
        world().reconcile();

        // Then
        shouldBeItsOwn();
    }

    @Test
    default void shouldKnowAgainInANewProcessWhatAnEarlierCreationHasMadeInTheMeantime() {
        // Given
        failCreation(Optional.of(Fault.of(Kind.TRANSIENT)));
        world().reconcile();

        // When
        world().restart();
        othersCreateRightBeforeTheCreation();
        world().reconcile();

        // Then
        shouldBeItsOwn();
    }

    /** Else it could not even be deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"creationAskedAt", "validatedAt"})
    default void shouldNotStumbleOverAStatusThatSomebodyHasEdited(String field) {
        // Given
        world().reconcile();

        // When
        world().mangle(field, "yesterday");
        world().restart();
        world().reconcile();

        // Then
        shouldBeItsOwn();
        world().mangle(field, "yesterday");
        world().delete();
        assertThat(world().ecr().held()).isEmpty();
    }

    /** An answer that was never given, and an object that nobody looked at for long, are no reason to take what others have made. */
    @Test
    default void shouldNotTakeForItsOwnWhatOthersCreateLongAfterItsCreationWasNotCarriedOut() {
        // Given
        failCreation(Optional.of(Fault.of(Kind.TRANSIENT)));
        world().reconcile();

        // When
        othersCreateLater();

        // Then
        shouldBeOfOthers();
    }

    @Test
    default void shouldCreateAtOnceWhoseCreationWasNotCarriedOut() {
        // Given
        failCreation(Optional.of(Fault.of(Kind.TRANSIENT)));
        world().reconcile();
        assertThat(world().ready()).isEqualTo("Unknown AwsUnavailable");
        failCreation(Optional.empty());

        // When
        world().reconcile();

        // Then
        shouldBeItsOwn();
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "INVALID", "QUOTA", "DEPENDENCY", "THROTTLED"})
    default void shouldNotTakeForItsOwnWhatOthersCreateAfterItsCreationWasRefused(Kind why) {
        // Given
        failCreation(Optional.of(Fault.of(why)));
        world().reconcile();

        // When
        othersCreateLater();

        // Then
        shouldBeOfOthers();
    }

    @Test
    default void shouldNotTakeForItsOwnWhatOthersCreateAfterARepeatedCreationWasRefused() {
        // Given
        failCreation(Optional.of(Fault.of(Kind.TRANSIENT)));
        world().reconcile();
        failCreation(Optional.of(Fault.of(Kind.DENIED)));
        world().reconcile();

        // When
        othersCreateLater();

        // Then
        shouldBeOfOthers();
    }

    @Test
    default void shouldNotDeleteAnotherThingThanItHasAskedFor() {
        // Given
        failCreation(Optional.of(Fault.of(Kind.TRANSIENT)));
        world().reconcile();
        othersCreateAnother();

        // When
        Deletion deletion = world().delete();

        // Then
        assertThat(deletion).isInstanceOf(Deletion.Released.class);
        assertThat(world().ecr().held()).isNotEmpty();
    }

    @Test
    default void shouldNotWriteToWhatOthersHaveCreatedInItsPlaceSinceTheListing() {
        // Given
        world().reconcile();
        othersCreateTheSame();
        world().ecr().calls();

        // When
        edit();
        world().reconcile();

        // Then
        assertThat(world().ecr().calls()).allMatch(call -> call.startsWith("Describe"));
        shouldBeOfOthers();
    }

    private void failCreation(Optional<Fault> fault) {
        world().ecr().fail(operation -> fault.filter(any -> operation.startsWith("Create")));
    }

    private void othersCreateRightBeforeTheCreation() {
        AtomicBoolean done = new AtomicBoolean();
        world().ecr().fail(operation -> {
            if (operation.startsWith("Create") && !done.getAndSet(true)) {
                othersCreateTheSame();
            }
            return Optional.empty();
        });
    }

    private void othersCreateLater() {
        world().pass(Duration.ofDays(2));
        failCreation(Optional.empty());
        othersCreateTheSame();
        world().list();
        world().reconcile();
    }

    private void shouldBeItsOwn() {
        assertThat(world().object().getStatus().owned()).isTrue();
        assertThat(world().ready()).isEqualTo("True InSync");
    }

    private void shouldBeOfOthers() {
        assertThat(world().ready()).isEqualTo("False NotOwned");
        world().delete();
        assertThat(world().ecr().held()).isNotEmpty();
    }
}
