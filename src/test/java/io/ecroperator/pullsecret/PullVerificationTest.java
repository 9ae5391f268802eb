package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.pullsecret.PullProof.Answered;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullVerificationTest {

    private static final PullProof DENIED = new Answered(ConditionStatus.FALSE, Reason.PULL_DENIED, "It may not.");
    private static final PullProof MISSING =
            new Answered(ConditionStatus.FALSE, Reason.PROBE_REPOSITORY_NOT_FOUND, "It is not there.");

    private final VirtualClock clock = new VirtualClock();

    @Test
    void shouldAddNothingUnlessAsked() {
        assertThat(add(null, new PullProof.NotAsked())).isEqualTo(ready(ConditionStatus.TRUE));
        assertThat(add(null, new PullProof.Pending())).isEqualTo(ready(ConditionStatus.TRUE));
    }

    @Test
    void shouldNotBeReadyWithALoginThatIsDenied() {
        // When
        List<Condition> denied = add(null, DENIED);

        // Then
        assertThat(Conditions.reason(denied, ConditionType.READY)).isEqualTo("PullDenied");
        assertThat(Conditions.isTrue(denied, ConditionType.READY, 1)).isFalse();
        assertThat(denied).extracting(Condition::getType).containsExactly("PullVerified", "Ready");

        // When
        clock.pass(Duration.ofHours(1));

        // Then
        assertThat(add(denied, new PullProof.Pending())).isEqualTo(denied);
        assertThat(add(denied, DENIED)).isEqualTo(denied);
    }

    @Test
    void shouldStayReadyWhenTheRepositoryIsMissing() {
        // When
        List<Condition> missing = add(null, MISSING);

        // Then
        assertThat(Conditions.isTrue(missing, ConditionType.READY, 1)).isTrue();
        assertThat(Conditions.reason(missing, ConditionType.PULL_VERIFIED)).isEqualTo("ProbeRepositoryNotFound");
    }

    @Test
    void shouldNotHideAnotherReasonForNotBeingReady() {
        // When
        List<Condition> conditions = PullVerification.add(ready(ConditionStatus.FALSE), null, 1, DENIED, clock);

        // Then
        assertThat(Conditions.reason(conditions, ConditionType.READY)).isEqualTo("TokensValid");
    }

    private List<Condition> add(List<Condition> before, PullProof proof) {
        return PullVerification.add(ready(ConditionStatus.TRUE), before, 1, proof, clock);
    }

    private List<Condition> ready(ConditionStatus status) {
        return new Conditions(null, 1, clock)
                .set(ConditionType.READY, status, Reason.TOKENS_VALID, "Valid tokens.")
                .build();
    }
}
