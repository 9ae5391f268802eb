package io.ecroperator.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.support.AmbientCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@ExtendWith(AmbientCredentials.class)
class AwsOptionsTest {

    private static final Emulator EMULATOR = Emulator.start();

    @Command(name = "test")
    private static final class Probe {

        @Mixin
        private AwsOptions aws;
    }

    @AfterAll
    static void stop() {
        EMULATOR.close();
    }

    private static CommandAws open(String... arguments) {
        Probe probe = new Probe();
        List<String> all = new ArrayList<>(List.of("--endpoint-url=" + EMULATOR.endpoint(), "--region=eu-central-1"));
        all.addAll(List.of(arguments));
        new CommandLine(probe).parseArgs(all.toArray(String[]::new));
        return probe.aws.open();
    }

    @Test
    void shouldSayWhichRegistryItReachesAndCountItsCalls() {
        try (CommandAws aws = open()) {
            assertThat(aws.registry()).isEqualTo(new RegistryId("123456789012", "eu-central-1"));
            aws.connection().repositoryDoors().repositories().describeRepositories(null);

            assertThat(aws.calls()).isEqualTo(Map.of("GetCallerIdentity", 1L, "DescribeRepositories", 1L));
        }
    }

    @Test
    void shouldAskNothingOfAnotherAccount() {
        try (CommandAws aws = open("--account-id=999999999999")) {
            assertThatThrownBy(aws::registry)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("123456789012")
                    .hasMessageContaining("999999999999");
        }
    }

    @Test
    void shouldCallAsTheRole() {
        try (CommandAws aws = open("--role-arn=arn:aws:iam::123456789012:role/ci", "--external-id=x")) {
            assertThatThrownBy(aws::registry)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("role/ci")
                    .hasMessageContaining("Check --region");
        }
    }

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
