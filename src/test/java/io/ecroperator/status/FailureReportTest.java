package io.ecroperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.compared.Shows;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FailureReportTest {

    private static final Map<Kind, Reason> REASONS = Map.ofEntries(
            Map.entry(Kind.THROTTLED, Reason.THROTTLED),
            Map.entry(Kind.TRANSIENT, Reason.AWS_UNAVAILABLE),
            Map.entry(Kind.CREDENTIALS, Reason.CREDENTIALS_UNAVAILABLE),
            Map.entry(Kind.WRONG_ACCOUNT, Reason.WRONG_ACCOUNT),
            Map.entry(Kind.DENIED, Reason.ACCESS_DENIED),
            Map.entry(Kind.INVALID, Reason.REJECTED_BY_AWS),
            Map.entry(Kind.PRINCIPAL_NOT_FOUND, Reason.PRINCIPAL_NOT_FOUND),
            Map.entry(Kind.QUOTA, Reason.QUOTA_EXCEEDED),
            Map.entry(Kind.DEPENDENCY, Reason.DEPENDENCY_FAILED),
            Map.entry(Kind.ALREADY_EXISTS, Reason.AWS_UNAVAILABLE),
            Map.entry(Kind.NOT_FOUND, Reason.AWS_UNAVAILABLE),
            Map.entry(Kind.NOT_EMPTY, Reason.DELETION_BLOCKED));

    @ParameterizedTest
    @EnumSource(Kind.class)
    @Shows("community#2678")
    void shouldHaveAReasonAndAnAdviceForEveryKind(Kind kind) {
        // When
        FailureReport report = FailureReport.of(failure(kind, "It said no", "r-1"));

        // Then
        assertThat(report.reason()).isEqualTo(REASONS.get(kind));
        String advice = report.trouble() && !kind.isOfIdentity()
                ? "Retrying by itself."
                : report.reason().remedy();
        String call = kind == Kind.WRONG_ACCOUNT ? "" : "SomeOperation failed: ";
        assertThat(report.message()).isEqualTo(call + "It said no. (request r-1) " + advice);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = Mode.EXCLUDE, names = "INVALID")
    void shouldBeRetriedWithinBounds(Kind kind) {
        // When
        FailureReport.Backoff retry =
                FailureReport.of(failure(kind, "No.", null)).retry().orElseThrow();

        // Then
        assertThat(retry.first()).isPositive().isLessThanOrEqualTo(retry.longest());
        assertThat(retry.longest()).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    @Shows("community#2724")
    void shouldWaitForAnEditWhenTheRequestIsWrong() {
        assertThat(FailureReport.of(failure(Kind.INVALID, "No.", null)).retry()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldCallTroubleOnlyWhatSaysNothingOfTheObject(Kind kind) {
        // Given
        boolean trouble =
                switch (kind) {
                    case THROTTLED, TRANSIENT, CREDENTIALS, WRONG_ACCOUNT, ALREADY_EXISTS, NOT_FOUND -> true;
                    case DENIED, INVALID, PRINCIPAL_NOT_FOUND, QUOTA, DEPENDENCY, NOT_EMPTY -> false;
                };

        // Then
        assertThat(FailureReport.of(failure(kind, "No.", null)).trouble()).isEqualTo(trouble);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CREDENTIALS", "WRONG_ACCOUNT"})
    void shouldSayWhatTheFailureKnowsToDo(Kind kind) {
        // Given
        AwsFailure failure = failure(kind, "No.", null).withRemedy("Correct the trust policy.");

        // Then
        assertThat(FailureReport.of(failure).message()).endsWith("No. Correct the trust policy.");
    }

    @Test
    void shouldNotDoubleTheFullStopNorNameAnAbsentRequest() {
        assertThat(FailureReport.of(failure(Kind.THROTTLED, "Rate exceeded.", null))
                        .message())
                .isEqualTo("SomeOperation failed: Rate exceeded. Retrying by itself.");
    }

    private static AwsFailure failure(Kind kind, String message, String requestId) {
        return new AwsFailure(kind, "SomeOperation", "Code", message, requestId);
    }
}
