package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.compared.Shows;
import io.ecroperator.managed.Observed;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepositoryConditionsTest {

    private static final long GENERATION = 2;
    private static final String STARTED_AT = "2026-01-02T00:00:00Z";

    /** What the status said before. */
    enum Before {
        NOTHING,
        READY,
        READY_FOR_AN_OLDER_SPEC,
        FAILED,
        UNKNOWN
    }

    private final VirtualClock clock = new VirtualClock();

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(textBlock = """
            Paused, NOTHING, Ready=Unknown/Paused Synced=Unknown/Paused
            Paused, READY, Ready=True/InSync Synced=Unknown/Paused
            Paused, READY_FOR_AN_OLDER_SPEC, Ready=Unknown/Paused Synced=Unknown/Paused
            Paused, FAILED, Ready=False/RejectedByAws Synced=Unknown/Paused
            Refused, NOTHING, Ready=False/InvalidSpec Stalled=True/InvalidSpec Synced=False/InvalidSpec
            Refused, READY, Ready=False/InvalidSpec Stalled=True/InvalidSpec Synced=False/InvalidSpec
            Waiting, NOTHING, Ready=Unknown/WaitingForRegistry Synced=Unknown/WaitingForRegistry
            Waiting, READY, Ready=True/InSync Synced=True/InSync
            Waiting, READY_FOR_AN_OLDER_SPEC, Ready=Unknown/WaitingForRegistry Synced=True/InSync
            Waiting, FAILED, Ready=False/RejectedByAws Stalled=True/RejectedByAws Synced=False/RejectedByAws
            Unobserved:THROTTLED, NOTHING, Ready=Unknown/Throttled Synced=Unknown/Throttled
            Unobserved:THROTTLED, READY, Ready=True/InSync Synced=Unknown/Throttled
            Unobserved:THROTTLED, READY_FOR_AN_OLDER_SPEC, Ready=Unknown/Throttled Synced=Unknown/Throttled
            Unobserved:THROTTLED, FAILED, Ready=False/RejectedByAws Synced=Unknown/Throttled
            Unobserved:TRANSIENT, UNKNOWN, Ready=Unknown/AwsUnavailable Synced=Unknown/AwsUnavailable
            Unobserved:DENIED, READY, Ready=Unknown/AccessDenied Synced=Unknown/AccessDenied
            Unobserved:DENIED, FAILED, Ready=Unknown/AccessDenied Synced=Unknown/AccessDenied
            Doubtful:refused, NOTHING, Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied
            Doubtful:refused, READY, Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied
            Doubtful:overdue, READY, Ready=True/InSync Synced=Unknown/ReadOverdue
            Doubtful:overdue, READY_FOR_AN_OLDER_SPEC, Ready=Unknown/ReadOverdue Synced=Unknown/ReadOverdue
            Doubtful:overdue, FAILED, Ready=Unknown/ReadOverdue Synced=Unknown/ReadOverdue
            Doubtful:overdue and refused, READY, Ready=Unknown/ReadDenied Synced=Unknown/ReadDenied
            InSync, NOTHING, Ready=True/InSync Synced=True/InSync
            InSync, READY_FOR_AN_OLDER_SPEC, Ready=True/InSync Synced=True/InSync
            InSync, FAILED, Ready=True/InSync Synced=True/InSync
            InSync, UNKNOWN, Ready=True/InSync Synced=True/InSync
            Applied, FAILED, Ready=True/InSync Synced=True/InSync
            Failed:THROTTLED, READY, Ready=Unknown/Throttled Synced=False/Throttled
            Failed:TRANSIENT, NOTHING, Ready=Unknown/AwsUnavailable Synced=False/AwsUnavailable
            Failed:CREDENTIALS, READY, Ready=Unknown/CredentialsUnavailable Synced=False/CredentialsUnavailable
            Failed:WRONG_ACCOUNT, READY, Ready=Unknown/WrongAccount Synced=False/WrongAccount
            Failed:DENIED, READY, Ready=False/AccessDenied Synced=False/AccessDenied
            Failed:QUOTA, NOTHING, Ready=False/QuotaExceeded Synced=False/QuotaExceeded
            Failed:DEPENDENCY, READY, Ready=False/DependencyFailed Synced=False/DependencyFailed
            Failed:PRINCIPAL_NOT_FOUND, READY, Ready=False/PrincipalNotFound Synced=False/PrincipalNotFound
            Failed:INVALID, READY, Ready=False/RejectedByAws Stalled=True/RejectedByAws Synced=False/RejectedByAws
            NotOwned, NOTHING, Ready=False/NotOwned Stalled=True/NotOwned Synced=False/NotOwned
            NotOwnedObserve, NOTHING, Ready=False/NotOwned Synced=False/PlanPending
            NotOwnedObserveEqual, NOTHING, Ready=False/NotOwned Synced=True/InSync
            Encryption, READY, Ready=False/EncryptionMismatch Stalled=True/EncryptionMismatch Synced=False/EncryptionMismatch
            Missing, READY, Ready=False/RepositoryMissing Stalled=True/RepositoryMissing Synced=False/RepositoryMissing
            PlanPending, READY, Ready=False/PlanPending Synced=False/PlanPending
            ForeignConfigMap, READY, Ready=False/ConfigMapNotOurs Stalled=True/ConfigMapNotOurs Synced=True/InSync
            Blocked, READY, Ready=False/DeletionBlocked Synced=False/DeletionBlocked
            Blocked, FAILED, Ready=False/DeletionBlocked Synced=False/DeletionBlocked
            DeletionTrouble, READY, Ready=Unknown/Throttled Synced=Unknown/Throttled
            """)
    void shouldSayHowItStands(String outcome, Before before, String expected) {
        // When
        List<Condition> after = after(before, outcome);

        // Then
        assertThat(after.stream()
                        .map(each -> each.getType() + "=" + each.getStatus() + "/" + each.getReason())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    @Shows("community#1583")
    void shouldNeverBeReadyForASpecThatWasNotObserved(String outcome) {
        for (Before before : Before.values()) {
            // When
            Condition ready =
                    Conditions.find(after(before, outcome), ConditionType.READY).orElseThrow();

            // Then
            assertThat(ready.getObservedGeneration()).as("after %s", before).isEqualTo(GENERATION);
            if (ready.getStatus().equals("True") && before != Before.READY) {
                assertThat(RepositoryOutcomes.named(outcome)).isInstanceOf(Observed.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT", "CREDENTIALS", "WRONG_ACCOUNT", "ALREADY_EXISTS", "NOT_FOUND"})
    void shouldNeverTurnUnreadyForTrouble(Kind kind) {
        for (Before before : List.of(Before.NOTHING, Before.READY, Before.READY_FOR_AN_OLDER_SPEC, Before.UNKNOWN)) {
            for (String outcome : List.of("Unobserved:" + kind, "Failed:" + kind)) {
                // When
                List<Condition> after = after(before, outcome);

                // Then
                assertThat(status(after, ConditionType.READY))
                        .as("%s after %s", outcome, before)
                        .isNotEqualTo("False");
                assertThat(Conditions.find(after, ConditionType.STALLED)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void shouldMoveTransitionTimesOnlyWithTheStatus(String outcome) {
        for (Before before : Before.values()) {
            // Given
            List<Condition> was = conditions(before);

            // When
            List<Condition> after = after(before, outcome);

            // Then
            assertThat(after).allSatisfy(condition -> {
                boolean same = was.stream()
                        .anyMatch(each -> each.getType().equals(condition.getType())
                                && each.getStatus().equals(condition.getStatus()));
                assertThat(condition.getLastTransitionTime())
                        .as("%s after %s", condition.getType(), before)
                        .isEqualTo(same ? STARTED_AT : clock.instant().toString());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void shouldEndEveryBadMessageWithSomethingToDo(String outcome) {
        assertThat(after(Before.NOTHING, outcome))
                .filteredOn(condition -> !condition.getReason().equals(Reason.IN_SYNC.label()))
                .allSatisfy(condition -> assertThat(condition.getMessage())
                        .satisfiesAnyOf(
                                message -> assertThat(message).endsWith(remedy(condition.getReason())),
                                message -> assertThat(message).endsWith("Retrying by itself.")));
    }

    static Stream<String> outcomes() {
        return Stream.concat(
                Stream.of(
                        "Paused",
                        "Refused",
                        "Waiting",
                        "InSync",
                        "Applied",
                        "NotOwned",
                        "NotOwnedObserve",
                        "Encryption",
                        "Missing",
                        "PlanPending",
                        "ForeignConfigMap",
                        "Blocked",
                        "DeletionTrouble"),
                Stream.of(Kind.values()).flatMap(kind -> Stream.of("Unobserved:" + kind, "Failed:" + kind)));
    }

    private List<Condition> after(Before before, String outcome) {
        List<Condition> was = conditions(before);
        clock.pass(Duration.ofMinutes(1));
        EcrRepository object = new EcrRepository();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(RepositoryWorld.NAME)
                .withGeneration(GENERATION)
                .build());
        object.setStatus(new EcrRepositoryStatus(
                null, was, null, null, null, null, null, null, null, null, null, null, null, null));
        return RepositoryWorld.status(object, RepositoryOutcomes.named(outcome), clock)
                .conditions();
    }

    private List<Condition> conditions(Before before) {
        VirtualClock started = new VirtualClock();
        return switch (before) {
            case NOTHING -> List.of();
            case READY ->
                both(started, GENERATION, ConditionStatus.TRUE, Reason.IN_SYNC).build();
            case READY_FOR_AN_OLDER_SPEC ->
                both(started, GENERATION - 1, ConditionStatus.TRUE, Reason.IN_SYNC)
                        .build();
            case UNKNOWN ->
                both(started, GENERATION, ConditionStatus.UNKNOWN, Reason.THROTTLED)
                        .build();
            case FAILED ->
                both(started, GENERATION, ConditionStatus.FALSE, Reason.REJECTED_BY_AWS)
                        .set(ConditionType.STALLED, ConditionStatus.TRUE, Reason.REJECTED_BY_AWS, "before")
                        .build();
        };
    }

    private static Conditions both(VirtualClock clock, long generation, ConditionStatus status, Reason reason) {
        return new Conditions(List.of(), generation, clock)
                .set(ConditionType.READY, status, reason, "before")
                .set(ConditionType.SYNCED, status, reason, "before");
    }

    private static String status(List<Condition> conditions, ConditionType type) {
        return Conditions.find(conditions, type).orElseThrow().getStatus();
    }

    private static String remedy(String reason) {
        return Stream.of(Reason.values())
                .filter(each -> each.label().equals(reason))
                .findFirst()
                .orElseThrow()
                .remedy();
    }
}
