package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.managed.Retry;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a principal may be unknown before somebody has to act: two minutes, from the first time that it was. */
class PrincipalPropagationTest {

    private static final String UNKNOWN_PRINCIPAL = "Failed:PRINCIPAL_NOT_FOUND";

    private final VirtualClock clock = new VirtualClock();
    private final EcrRepository object = new RepositoryWorld().object();

    @Test
    void shouldCallAnUnknownPrincipalStalledAfterTwoMinutes() {
        // Given
        pass("InSync");
        pass(UNKNOWN_PRINCIPAL);

        // When
        clock.pass(Duration.ofSeconds(119));
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(Conditions.find(object.getStatus().conditions(), ConditionType.STALLED))
                .isEmpty();

        // When
        clock.pass(Duration.ofSeconds(2));
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(stalled()).isTrue();
        assertThat(Retry.after(RepositoryOutcomes.named(UNKNOWN_PRINCIPAL), Reason.DUPLICATE_REPOSITORY))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed:DENIED", "Failed:THROTTLED", "Refused"})
    void shouldNotCountTheTimeThatTheObjectWasOutOfSyncForAnotherReason(String another) {
        // Given
        pass(another);
        clock.pass(Duration.ofMinutes(10));

        // When
        pass(UNKNOWN_PRINCIPAL);
        clock.pass(Duration.ofSeconds(119));
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(stalled()).isFalse();

        // When
        clock.pass(Duration.ofSeconds(2));
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(stalled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed:DENIED", "InSync", "Unobserved:TRANSIENT"})
    void shouldBeginAnewWhenTheReasonComesBack(String between) {
        // Given
        pass(UNKNOWN_PRINCIPAL);
        clock.pass(Duration.ofMinutes(10));
        pass(between);

        // When
        pass(UNKNOWN_PRINCIPAL);
        clock.pass(Duration.ofSeconds(119));
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(stalled()).isFalse();
    }

    @Test
    void shouldBeginAnewWithAnEditWhichMayNameAnotherPrincipal() {
        // Given
        pass(UNKNOWN_PRINCIPAL);
        clock.pass(Duration.ofMinutes(10));
        pass(UNKNOWN_PRINCIPAL);
        assertThat(stalled()).isTrue();

        // When
        object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(stalled()).isFalse();
    }

    @Test
    void shouldGoOnCountingAfterARestart() {
        // Given
        pass(UNKNOWN_PRINCIPAL);
        clock.pass(Duration.ofMinutes(1));

        // When
        pass("Waiting");
        clock.pass(Duration.ofSeconds(61));
        pass(UNKNOWN_PRINCIPAL);

        // Then
        assertThat(stalled()).isTrue();
    }

    @Test
    void shouldForgetTheTimeOnceThePrincipalIsKnown() {
        // Given
        pass(UNKNOWN_PRINCIPAL);
        assertThat(object.getStatus().unknownPrincipalSince())
                .isEqualTo(clock.instant().toString());

        // When
        pass("InSync");

        // Then
        assertThat(object.getStatus().unknownPrincipalSince()).isNull();
    }

    private void pass(String outcome) {
        object.setStatus(RepositoryWorld.status(object, RepositoryOutcomes.named(outcome), clock));
    }

    private boolean stalled() {
        return Conditions.isTrue(
                object.getStatus().conditions(),
                ConditionType.STALLED,
                object.getMetadata().getGeneration());
    }
}
