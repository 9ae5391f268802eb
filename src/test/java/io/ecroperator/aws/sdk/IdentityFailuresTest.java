package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.ConnectionSpec.AccessKeySecret;
import io.ecroperator.aws.ConnectionSpec.Ambient;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.ConnectionSpec.Source;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityFailuresTest {

    private static final String ROLE = "arn:aws:iam::444455556666:role/ecr";
    private static final String EXTERNAL_ID = "x-4711";

    @Test
    void shouldSayWhatToAllowToWhom() {
        // Given
        AwsFailure denied = failure(
                Kind.DENIED,
                "User: arn:aws:sts::111122223333:assumed-role/op/s is not authorized to perform: sts:AssumeRole on resource: "
                        + ROLE);

        // When
        AwsFailure failure = IdentityFailures.assumeRole(denied, AssumedRole.of(ROLE), as(new Ambient()));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.message()).isEqualTo(denied.message());
        assertThat(failure.remedy())
                .contains(
                        "Allow sts:AssumeRole to arn:aws:sts::111122223333:assumed-role/op/s in the trust policy of the role,"
                                + " and on the role in that principal's own policy. AWS answers the same if there is no such role, and if"
                                + " the trust policy asks for an external ID, which this connection does not give.");
    }

    @Test
    void shouldNotTellTheExternalIdAndNameTheRightForTags() {
        // Given
        AssumedRole role = new AssumedRole(ROLE, Optional.of(EXTERNAL_ID), Optional.empty(), Map.of("a", "b"));

        // When
        AwsFailure failure =
                IdentityFailures.assumeRole(failure(Kind.DENIED, "Access denied"), role, as(new Ambient()));

        // Then
        assertThat(failure.message()).isEqualTo("Role " + ROLE + " cannot be assumed: Access denied");
        assertThat(failure.remedy().orElseThrow())
                .contains("sts:AssumeRole and sts:TagSession to the operator's own identity", "another external ID")
                .doesNotContain(EXTERNAL_ID);
    }

    @Test
    void shouldNameWhoAskedWhenAwsDoesNot() {
        assertThat(trusted(as(new AccessKeySecret("tokyo"))))
                .contains("to the owner of the access key in the Secret tokyo");
        assertThat(trusted(as(new WebIdentity("arn:aws:iam::1:role/web", "/t"))))
                .contains("to arn:aws:iam::1:role/web");
        assertThat(trusted(as(new Ambient()).thenAssume(AssumedRole.of("arn:aws:iam::1:role/hub"))))
                .contains("to arn:aws:iam::1:role/hub");
    }

    /** A role that cannot be assumed is no answer of ECR: it must not read as one that refuses, or lacks, a repository. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldBeOfTheIdentityOrPassing(Kind kind) {
        assertThat(IdentityFailures.assumeRole(failure(kind, "No"), AssumedRole.of(ROLE), as(new Ambient()))
                        .kind())
                .isEqualTo(kind == Kind.THROTTLED || kind == Kind.TRANSIENT ? kind : Kind.CREDENTIALS);
        assertThat(IdentityFailures.webIdentity(failure(kind, "No"), new WebIdentity(ROLE, "/t"))
                        .kind())
                .isEqualTo(kind == Kind.THROTTLED || kind == Kind.TRANSIENT ? kind : Kind.CREDENTIALS);
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENTIALS, AWS does not accept the credentials that are to assume",
        "INVALID, 'Correct the role''s ARN, external ID, session name or session tags'"
    })
    void shouldSayWhatToCorrectWhenTheRequestIsWrong(Kind kind, String remedy) {
        assertThat(IdentityFailures.assumeRole(failure(kind, "No"), AssumedRole.of(ROLE), as(new Ambient()))
                        .remedy()
                        .orElseThrow())
                .startsWith(remedy);
    }

    @Test
    void shouldSayWhereTheCredentialsComeFromThatAwsDoesNotAccept() {
        // Given
        AwsFailure failure = failure(Kind.CREDENTIALS, "The security token included in the request is invalid");

        // Then
        assertThat(IdentityFailures.notAccepted(failure, as(new Ambient()))).isEqualTo(failure);
        assertThat(IdentityFailures.notAccepted(failure, as(new AccessKeySecret("tokyo")))
                        .remedy()
                        .orElseThrow())
                .contains("Secret tokyo", "AWS_ACCESS_KEY_ID");
        assertThat(IdentityFailures.notAccepted(
                                failure, as(new AccessKeySecret("tokyo")).thenAssume(AssumedRole.of(ROLE)))
                        .remedy()
                        .orElseThrow())
                .contains(ROLE)
                .doesNotContain("tokyo");
        assertThat(IdentityFailures.notAccepted(failure(Kind.DENIED, "No"), as(new AccessKeySecret("tokyo")))
                        .remedy())
                .isEmpty();
    }

    private static String trusted(Credentials as) {
        return IdentityFailures.assumeRole(failure(Kind.DENIED, "Access denied"), AssumedRole.of(ROLE), as)
                .remedy()
                .orElseThrow();
    }

    private static Credentials as(Source source) {
        return new Credentials(source, List.of());
    }

    private static AwsFailure failure(Kind kind, String message) {
        return new AwsFailure(kind, "AssumeRole", "Code", message, "r-1");
    }
}
