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
import org.junit.jupiter.params.provider.CsvSource;
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
        List<String> all = new ArrayList<>(List.of("--endpoint-url=" + EMULATOR.endpoint(), "--region=eu-central-1"));
        all.addAll(List.of(arguments));
        return openOnly(all.toArray(String[]::new));
    }

    private static CommandAws openOnly(String... arguments) {
        Probe probe = new Probe();
        new CommandLine(probe).parseArgs(arguments);
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
    @CsvSource({
        "--region=eu_central, --region eu_central is not a region",
        "--account-id=12, --account-id 12 is not an account",
        "--role-arn=ci, --role-arn ci is not the ARN of a role",
        "--endpoint-url=notaurl, --endpoint-url notaurl is not an http or https URL",
        "--external-id=x, --external-id: there is no --role-arn",
    })
    void shouldRefuseWhatMakesNoSense(String argument, String message) {
        assertThatThrownBy(() -> openOnly(argument))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-gov-west-1", "us-iso-east-1", "cn-north-1", "eusc-de-east-1"})
    void shouldTakeRegionsOfAllPartitions(String region) {
        try (CommandAws aws = openOnly("--region=" + region)) {
            assertThat(aws.connection().region()).isEqualTo(region);
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
