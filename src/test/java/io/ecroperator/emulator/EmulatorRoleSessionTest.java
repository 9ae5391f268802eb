package io.ecroperator.emulator;

import static io.ecroperator.emulator.OtherAccountsRole.assertRefused;
import static io.ecroperator.emulator.OtherAccountsRole.assume;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.iam.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** Sessions of roles end, hand on what they have to, and go with their role. */
class EmulatorRoleSessionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String REGION = "eu-central-1";
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/ecr-operator";
    private static final String ROLE = OtherAccountsRole.ARN;

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.clock(InstantSource.fixed(NOW)));
    private final Clients clients = Clients.of(emulator, "111122223333", REGION);

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldEndSessionsInTime() {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR));
        Credentials credentials = assume(clients.sts(), r -> r.durationSeconds(900));
        try (Clients assumed = Clients.of(emulator, credentials, REGION)) {
            emulator.advanceClock(Duration.ofSeconds(899));
            assumed.ecr().describeRepositories();

            // When
            emulator.advanceClock(Duration.ofSeconds(1));

            // Then
            assertRefused(
                    "ExpiredTokenException",
                    "The security token included in the request is expired",
                    () -> assumed.ecr().describeRepositories());
            assertRefused("ExpiredToken", "is expired", () -> assumed.sts().getCallerIdentity());
        }
    }

    @Test
    void shouldLimitHowLongSessionsLast() {
        // Given
        emulator.iam().role(ROLE, Trust.of("*"), Duration.ofHours(2));
        emulator.iam().accessKey("AKIAUSER", "arn:aws:iam::111122223333:user/ci");

        // When / Then
        assertRefused(
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
                () -> assume(clients.sts(), r -> r.durationSeconds(3601)));
        assertRefused(
                "ValidationError",
                "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
                () -> assume(clients.sts(), r -> r.durationSeconds(899)));
        try (Clients user = Clients.of(emulator, "AKIAUSER", REGION)) {
            assertThat(assume(user.sts(), r -> r.durationSeconds(7200)).expiration())
                    .isEqualTo(NOW.plus(Duration.ofHours(2)));
            assertRefused(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                    () -> assume(user.sts(), r -> r.durationSeconds(7201)));
        }
    }

    @Test
    void shouldChainRoles() {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR).sessionTags());
        String second = "arn:aws:iam::777788889999:role/ecr";
        emulator.iam().role(second, Trust.of(ROLE));
        Credentials first = assume(clients.sts(), r -> r.transitiveTagKeys("team")
                .tags(Tag.builder().key("team").value("a").build()));

        // When
        try (Clients assumed = Clients.of(emulator, first, REGION)) {
            Credentials last = assume(assumed.sts(), r -> r.roleArn(second));

            // Then
            try (Clients there = Clients.of(emulator, last, REGION)) {
                assertThat(there.sts().getCallerIdentity().account()).isEqualTo("777788889999");
            }
            assertRefused(
                    "InvalidParameterValue", "conflicts with a transitive tag key from the calling session", () -> {
                        emulator.iam().role(second, Trust.of(ROLE).sessionTags());
                        assume(assumed.sts(), r -> r.roleArn(second)
                                .tags(Tag.builder().key("team").value("b").build()));
                    });
        }
        assertRefused(
                "AccessDenied",
                "sts:AssumeRole on resource: " + second,
                () -> assume(clients.sts(), r -> r.roleArn(second)));
    }

    @Test
    void shouldNotKnowCredentialsThatAreGone() {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR));
        Credentials credentials = assume(clients.sts(), r -> {});
        emulator.iam().accessKey("AKIAUSER", "arn:aws:iam::111122223333:user/ci");
        Credentials forged = credentials.toBuilder().sessionToken("forged").build();

        // When
        emulator.iam().deleteAccessKey("AKIAUSER");

        // Then
        try (Clients user = Clients.of(emulator, "AKIAUSER", REGION);
                Clients forger = Clients.of(emulator, forged, REGION);
                Clients assumed = Clients.of(emulator, credentials, REGION)) {
            assertRefused(
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.",
                    () -> user.ecr().describeRepositories());
            assertRefused("InvalidClientTokenId", "is invalid", () -> user.sts().getCallerIdentity());
            assertRefused("UnrecognizedClientException", "is invalid", () -> forger.ecr()
                    .describeRepositories());
            assumed.ecr().describeRepositories();
            emulator.iam().deleteRole(ROLE);
            assertRefused("UnrecognizedClientException", "is invalid", () -> assumed.ecr()
                    .describeRepositories());
        }
    }
}
