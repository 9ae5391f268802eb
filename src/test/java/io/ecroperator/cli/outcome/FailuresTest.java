package io.ecroperator.cli.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static String said(String code, Optional<String> remedy) {
        return Failures.inWords(
                new AwsFailure(Kind.CREDENTIALS, "GetCallerIdentity", code, "No.", "request-1", remedy));
    }

    @Test
    void shouldTellAPersonHowToLogIn() {
        assertThat(said("NoCredentials", Optional.of("Give the operator's ServiceAccount a role.")))
                .startsWith("GetCallerIdentity: NoCredentials: No. Name a --profile")
                .doesNotContain("the operator's");
    }

    @Test
    void shouldLeaveOtherRemediesAsTheyAre() {
        assertThat(said("ExpiredToken", Optional.of("Get another.")))
                .isEqualTo("GetCallerIdentity: ExpiredToken: No. Get another.");
    }
}
