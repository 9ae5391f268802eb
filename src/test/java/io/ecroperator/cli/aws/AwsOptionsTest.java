package io.ecroperator.cli.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.cli.outcome.CommandException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"})
    void shouldRefuseAProfileThatOtherCredentialsHide(String variable) {
        assertThatThrownBy(() -> AwsOptions.refuseHidden("prod", Map.of(variable, "x")))
                .isInstanceOf(CommandException.class)
                .hasMessage("--profile prod: the credentials of " + variable + " would be taken in its place. Unset "
                        + variable + ", or leave --profile out.");
    }

    @Test
    void shouldTakeAProfileThatNothingHides() {
        assertThatCode(() -> AwsOptions.refuseHidden("prod", Map.of("AWS_REGION", "eu-central-1")))
                .doesNotThrowAnyException();
    }
}
