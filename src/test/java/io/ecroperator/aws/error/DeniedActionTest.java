package io.ecroperator.aws.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeniedActionTest {

    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/ecr-operator/session";
    private static final String REPOSITORY = "arn:aws:ecr:us-east-1:123456789012:repository/team-a/api";

    @Test
    void shouldNameEverythingWhenNoPolicyAllows() {
        // Given
        AwsFailure failure = denied("User: " + ROLE + " is not authorized to perform: ecr:TagResource on resource: "
                + REPOSITORY + " because no identity-based policy allows the ecr:TagResource action");

        // When
        DeniedAction denied = DeniedAction.of(failure);

        // Then
        assertThat(denied)
                .isEqualTo(new DeniedAction(
                        "ecr:TagResource",
                        Optional.of(ROLE),
                        Optional.of(REPOSITORY),
                        Optional.of("because no identity-based policy allows the ecr:TagResource action")));
    }

    @Test
    void shouldTellTheKindOfPolicyWhenOneDenies() {
        // Given
        AwsFailure failure =
                denied("User: " + ROLE + " is not authorized to perform: ecr:CreateRepository on resource: "
                        + REPOSITORY + " with an explicit deny in a service control policy");

        // When
        DeniedAction denied = DeniedAction.of(failure);

        // Then
        assertThat(denied.reason()).contains("with an explicit deny in a service control policy");
        assertThat(denied.resource()).contains(REPOSITORY);
    }

    @Test
    void shouldReadAWildcardResourceAndNoReason() {
        // Given
        AwsFailure failure =
                denied("User: " + ROLE + " is not authorized to perform: ecr:GetAuthorizationToken on resource: *");

        // When
        DeniedAction denied = DeniedAction.of(failure);

        // Then
        assertThat(denied)
                .isEqualTo(new DeniedAction(
                        "ecr:GetAuthorizationToken", Optional.of(ROLE), Optional.of("*"), Optional.empty()));
    }

    @Test
    void shouldReadTheActionWhenStsNamesNothingElse() {
        // Given
        AwsFailure failure = denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");

        // When
        DeniedAction denied = DeniedAction.of(failure);

        // Then
        assertThat(denied)
                .isEqualTo(new DeniedAction(
                        "sts:AssumeRoleWithWebIdentity", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "CreateRepository, ecr:CreateRepository",
        "GetResources, tag:GetResources",
        "GetCallerIdentity, sts:GetCallerIdentity",
    })
    void shouldTakeTheActionFromTheOperationWhenTheSentenceNamesNone(String operation, String action) {
        // Given
        AwsFailure failure = new AwsFailure(Kind.DENIED, operation, "AccessDenied", "Access Denied", null);

        // When
        DeniedAction denied = DeniedAction.of(failure);

        // Then
        assertThat(denied).isEqualTo(new DeniedAction(action, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static AwsFailure denied(String message) {
        return new AwsFailure(Kind.DENIED, "DescribeRepositories", "AccessDeniedException", message, "request-1");
    }
}
