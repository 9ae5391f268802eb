package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class EmulatorIdentityTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    private final Emulator emulator = Emulator.start(
            EmulatorOptions.DEFAULT.clock(InstantSource.fixed(NOW)).tokenLifetime(LIFETIME));
    private final Clients clients = Clients.of(emulator, "111122223333", "eu-central-1");

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldNameTheAccountOfTheAccessKey() {
        // When
        GetCallerIdentityResponse identity = clients.sts().getCallerIdentity();

        // Then
        assertThat(identity.account()).isEqualTo("111122223333");
        assertThat(identity.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/ecr-operator/session");
        assertThat(identity.userId()).startsWith("AROA").endsWith(":session");
    }

    @Test
    void shouldRefuseInXmlWhenStsIsDenied() {
        // Given
        emulator.faults().on("AssumeRole").deny();

        // When / Then
        assertThatThrownBy(() -> clients.sts().assumeRole(r -> r.roleArn("arn:aws:iam::444455556666:role/ecr")
                        .roleSessionName("s1")))
                .isInstanceOfSatisfying(
                        StsException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("sts:AssumeRole");
    }

    @Test
    void shouldMintAnotherPasswordForEveryLogin() {
        // When
        AuthorizationData first =
                clients.ecr().getAuthorizationToken().authorizationData().getFirst();
        AuthorizationData second =
                clients.ecr().getAuthorizationToken().authorizationData().getFirst();

        // Then
        String login = new String(Base64.getDecoder().decode(first.authorizationToken()), StandardCharsets.UTF_8);
        assertThat(login).startsWith("AWS:").hasSizeGreaterThan(1000);
        assertThat(second.authorizationToken()).isNotEqualTo(first.authorizationToken());
        assertThat(first.expiresAt()).isEqualTo(NOW.plus(LIFETIME));
        assertThat(first.proxyEndpoint()).isEqualTo("https://111122223333.dkr.ecr.eu-central-1.amazonaws.com");
    }

    @Test
    void shouldRefuseWithoutServerErrorWhenTheOperationIsUnknown() {
        // When / Then
        assertThatThrownBy(() -> clients.tagging().getComplianceSummary(r -> {}))
                .isInstanceOfSatisfying(AwsServiceException.class, error -> {
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(error.statusCode()).isEqualTo(400);
                });
    }
}
