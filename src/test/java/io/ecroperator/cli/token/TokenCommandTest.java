package io.ecroperator.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.support.AmbientCredentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(AmbientCredentials.class)
class TokenCommandTest {

    private static final String HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    private final Emulator emulator = Emulator.start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        emulator.close();
    }

    private int token(String... more) {
        List<String> arguments = new ArrayList<>(List.of("token", "--endpoint-url=" + emulator.endpoint()));
        arguments.addAll(List.of(more));
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void shouldPrintWhatDockerReads() throws JsonProcessingException {
        assertThat(token("--region=eu-central-1")).isZero();

        JsonNode login = json().path("auths").path(HOST);
        assertThat(login.path("username").asText()).isEqualTo("AWS");
        assertThat(new String(Base64.getDecoder().decode(login.path("auth").asText()), StandardCharsets.UTF_8))
                .isEqualTo("AWS:" + login.path("password").asText());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldPrintThePasswordAloneForAPipe() {
        assertThat(token("--registry-host=https://" + HOST + "/team/api", "-o=password"))
                .isZero();

        assertThat(out.toString()).isNotBlank().doesNotContain("\n");
        assertThat(emulator.calls().entries().getLast().region()).isEqualTo("eu-central-1");
    }

    @Test
    void shouldSayWhenItExpires() throws JsonProcessingException {
        assertThat(token("--registry-host=public.ecr.aws", "--region=eu-central-1", "-o=json"))
                .isZero();

        assertThat(json().path("registryHost").asText()).isEqualTo("public.ecr.aws");
        assertThat(Instant.parse(json().path("expiresAt").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(13)));
        assertThat(emulator.calls().entries().getLast().region()).isEqualTo("us-east-1");
    }

    @Test
    void shouldSayTheSameInYaml() throws JsonProcessingException {
        assertThat(token("--registry-host=" + HOST, "-o=yaml")).isZero();

        assertThat(new YAMLMapper().readTree(out.toString()).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("registryHost", "username", "password", "expiresAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--registry-host=docker.io", "-o=table"})
    void shouldAskNothingForWhatMakesNoSense(String argument) {
        assertThat(token("--region=eu-central-1", argument)).isEqualTo(1);

        assertThat(err.toString()).startsWith("ecr-operator token: ");
        assertThat(out.toString()).isEmpty();
        assertThat(emulator.calls().entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
                "123456789012.dkr-ecr.eu-central-1.on.aws",
                "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
            })
    void shouldKnowTheHostsOfEveryPartition(String host) {
        assertThat(RegistryHost.of(host).accountId()).contains("123456789012");
        assertThat(host).contains("." + RegistryHost.of(host).region() + ".");
    }
}
