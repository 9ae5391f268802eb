package io.ecroperator.emulator;

import static io.ecroperator.emulator.OtherAccountsRole.assertRefused;
import static io.ecroperator.emulator.OtherAccountsRole.assume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.emulator.iam.WebIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** Roles are assumed by whom they trust, on their terms and for as long as they say. */
class EmulatorAssumeRoleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String OURS = "111122223333";
    private static final String THEIRS = "444455556666";
    private static final String REGION = "eu-central-1";
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/ecr-operator";
    private static final String ROLE = OtherAccountsRole.ARN;
    private static final String PROVIDER = "arn:aws:iam::444455556666:oidc-provider/oidc.example.com/id/1";
    private static final String SUBJECT = "system:serviceaccount:ecr-operator:ecr-operator";
    private static final String REFUSAL = "User: arn:aws:sts::111122223333:assumed-role/ecr-operator/session"
            + " is not authorized to perform: %s on resource: " + ROLE;

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.clock(InstantSource.fixed(NOW)));
    private final Clients clients = Clients.of(emulator, OURS, REGION);

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldActInTheOtherAccountOnceItsRoleIsAssumed() {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR));

        // When
        Credentials credentials = assume(clients.sts(), r -> {});

        // Then
        assertThat(credentials.expiration()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        try (Clients assumed = Clients.of(emulator, credentials, REGION)) {
            assertThat(assumed.sts().getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::444455556666:assumed-role/ecr/s1");
            String arn = assumed.ecr()
                    .createRepository(r -> r.repositoryName("api"))
                    .repository()
                    .repositoryArn();
            assertThat(arn).isEqualTo("arn:aws:ecr:eu-central-1:444455556666:repository/api");
        }
        assertThat(emulator.registry(THEIRS, REGION).repositoryNames()).containsExactly("api");
        assertThat(emulator.registry(THEIRS, "us-east-1").repositoryNames()).isEmpty();
        assertThat(emulator.registry(OURS, REGION).repositoryNames()).isEmpty();
        assertThat(emulator.calls().callsIn(THEIRS, REGION))
                .extracting(LoggedCall::operation, LoggedCall::principal)
                .contains(tuple("CreateRepository", "arn:aws:sts::444455556666:assumed-role/ecr/s1"));
    }

    static Stream<Arguments> trustInOthers() {
        return Stream.of(
                Arguments.of("nobody", Trust.NOBODY),
                Arguments.of("another role", Trust.of("arn:aws:iam::111122223333:role/other")),
                Arguments.of("another account", Trust.of("arn:aws:iam::777788889999:root")),
                Arguments.of("its own account", Trust.of("arn:aws:iam::444455556666:root")),
                Arguments.of("another session", Trust.of("arn:aws:sts::111122223333:assumed-role/ecr-operator/other")),
                Arguments.of("web identities", Trust.ofWebIdentity(PROVIDER, SUBJECT)),
                Arguments.of("an external ID", Trust.of(OPERATOR).externalId("of-acme")),
                Arguments.of("us but for a Deny", Trust.policy("""
                        {"Statement": [
                          {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}},
                          {"Effect": "Deny", "Action": "sts:*", "Principal": {"AWS": "%s"}}]}""".formatted(OURS))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trustInOthers")
    void shouldRefuseWhomTheRoleDoesNotTrust(String whom, Trust trust) {
        // Given
        emulator.iam().role(ROLE, trust);

        // When / Then
        assertRefused("AccessDenied", REFUSAL.formatted("sts:AssumeRole"), () -> assume(clients.sts(), r -> {}));
    }

    @ParameterizedTest
    @CsvSource({OPERATOR, OURS, "arn:aws:iam::111122223333:root", "*"})
    void shouldLetInWhomTheRoleTrusts(String principal) {
        // Given
        emulator.iam().role(ROLE, Trust.of("arn:aws:iam::777788889999:root", principal));

        // When / Then
        assertThat(assume(clients.sts(), r -> {}).sessionToken()).isNotEmpty();
    }

    @Test
    void shouldRefuseARoleThatIsNotThere() {
        assertRefused("AccessDenied", REFUSAL.formatted("sts:AssumeRole"), () -> assume(clients.sts(), r -> {}));
    }

    @Test
    void shouldAskForTheExternalId() {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR).externalId("of-acme"));

        // When / Then
        assertRefused(
                "AccessDenied",
                REFUSAL.formatted("sts:AssumeRole"),
                () -> assume(clients.sts(), r -> r.externalId("of-others")));
        assertThat(assume(clients.sts(), r -> r.externalId("of-acme")).accessKeyId())
                .startsWith("ASIA");
    }

    @Test
    void shouldRefuseSessionTagsUnlessTheRoleTakesThem() {
        // Given
        Consumer<AssumeRoleRequest.Builder> tagged =
                r -> r.tags(Tag.builder().key("team").value("a").build());
        emulator.iam().role(ROLE, Trust.of(OPERATOR));

        // When / Then
        assertRefused("AccessDenied", REFUSAL.formatted("sts:TagSession"), () -> assume(clients.sts(), tagged));
        emulator.iam().role(ROLE, Trust.of(OPERATOR).sessionTags());
        assertThat(assume(clients.sts(), tagged).accessKeyId()).startsWith("ASIA");
    }

    @Test
    void shouldRefuseAnotherAccountsIdentityThatMayNotAssume() {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR));
        emulator.iam().policy(OPERATOR, """
                {"Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}""");

        // When / Then
        assertRefused("AccessDenied", REFUSAL.formatted("sts:AssumeRole"), () -> assume(clients.sts(), r -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
                "x | Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
            })
    void shouldRefuseSessionNamesThatStsDoesNotTake(String name, String problem) {
        // Given
        emulator.iam().role(ROLE, Trust.of(OPERATOR));

        // When / Then
        assertRefused(
                "ValidationError",
                "1 validation error detected: " + problem,
                () -> assume(clients.sts(), r -> r.roleSessionName(name)));
        assertRefused(
                "ValidationError",
                "Member must have length less than or equal to 64",
                () -> assume(clients.sts(), r -> r.roleSessionName("x".repeat(65))));
    }

    @Test
    void shouldAssumeByATokenThatItKnows() {
        // Given
        emulator.iam().role(ROLE, Trust.ofWebIdentity(PROVIDER, SUBJECT));
        Instant end = NOW.plus(Duration.ofHours(1));
        emulator.iam().webIdentity("ours", new WebIdentity("oidc.example.com/id/1", SUBJECT, WebIdentity.STS, end));
        emulator.iam().webIdentity("other", new WebIdentity("oidc.example.com/id/1", "other", WebIdentity.STS, end));
        emulator.iam().webIdentity("foreign", new WebIdentity("oidc.example.com/id/2", SUBJECT, WebIdentity.STS, end));

        // When / Then
        try (Clients assumed = Clients.of(emulator, byToken("ours"), REGION)) {
            assertThat(assumed.sts().getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::444455556666:assumed-role/ecr/s1");
        }
        String refusal = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
        assertRefused("AccessDenied", refusal, () -> byToken("other"));
        assertRefused("AccessDenied", refusal, () -> byToken("foreign"));
        assertRefused("InvalidIdentityToken", "identity provider", () -> byToken("made up"));
        emulator.advanceClock(Duration.ofHours(1));
        assertRefused("ExpiredTokenException", "Token expired", () -> byToken("ours"));
    }

    private Credentials byToken(String token) {
        return clients.sts()
                .assumeRoleWithWebIdentity(
                        r -> r.roleArn(ROLE).roleSessionName("s1").webIdentityToken(token))
                .credentials();
    }
}
