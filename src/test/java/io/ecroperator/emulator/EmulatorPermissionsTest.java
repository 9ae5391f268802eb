package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.emulator.iam.Trust;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An identity with a policy may do what it allows, and is told what it does not. */
class EmulatorPermissionsTest {
    private static final String OURS = "111122223333";
    private static final String THEIRS = "444455556666";
    private static final String REGION = "eu-central-1";
    private static final String USER = "arn:aws:iam::111122223333:user/ci";
    private static final String ROLE = "arn:aws:iam::444455556666:role/ecr";

    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator, "AKIAUSER", REGION);
    private final EcrClient ecr = clients.ecr();

    @BeforeEach
    void declare() {
        emulator.iam().accessKey("AKIAUSER", USER);
        emulator.registry(OURS, REGION).createRepository("team-a/api", Map.of("env", "prod"));
        emulator.registry(OURS, REGION).createRepository("team-a/web", Map.of("env", "dev"));
        emulator.registry(OURS, REGION).createRepository("team-b/api");
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldNameTheUserTheActionAndTheRepository() {
        // Given
        allow("ecr:DescribeRepositories", "arn:aws:ecr:*:*:repository/team-a/*");

        // When / Then
        ecr.describeRepositories(r -> r.repositoryNames("team-a/api", "team-a/web"));
        assertDenied(
                "ecr:DescribeRepositories on resource: " + arn("team-b/api")
                        + " because no identity-based policy allows the ecr:DescribeRepositories action",
                () -> ecr.describeRepositories(r -> r.repositoryNames("team-a/api", "team-b/api")));
        assertDenied(
                "ecr:DescribeRepositories on resource: " + arn("*") + " because",
                () -> ecr.describeRepositories(r -> {}));
        assertDenied("ecr:PutImageScanningConfiguration on resource: " + arn("team-a/api"), () -> scan("team-a/api"));
    }

    @Test
    void shouldTellADenyFromWhatNobodyAllowed() {
        // Given
        emulator.iam().policy(USER, """
                {"Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"},
                  {"Effect": "Deny", "Action": "ecr:Put*", "Resource": "*"}]}""");

        // When / Then
        assertDenied(
                "ecr:PutImageScanningConfiguration on resource: " + arn("team-a/api")
                        + " with an explicit deny in an identity-based policy",
                () -> scan("team-a/api"));
    }

    @Test
    void shouldDecideByTheTagsOfTheRepository() {
        // Given
        for (String key : new String[] {"ecr:ResourceTag/env", "aws:ResourceTag/env"}) {
            emulator.iam().policy(USER, """
                    {"Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*",
                     "Condition": {"StringNotEquals": {"%s": "prod"}}}}""".formatted(key));

            // When / Then
            scan("team-a/web");
            scan("team-b/api");
            assertDenied(arn("team-a/api"), () -> scan("team-a/api"));
        }
    }

    @Test
    void shouldDecideByTheTagsOfTheRequest() {
        // Given
        emulator.iam().policy(USER, """
                {"Statement": {"Effect": "Allow", "Action": ["ecr:CreateRepository", "ecr:*agResource"], "Resource": "*",
                 "Condition": {"StringEqualsIfExists": {"aws:RequestTag/team": "a"},
                   "ForAllValues:StringEquals": {"aws:TagKeys": ["team", "env"]}}}}""");

        // When / Then
        ecr.createRepository(r -> r.repositoryName("aa").tags(tag("team", "a"), tag("env", "x")));
        ecr.createRepository(r -> r.repositoryName("bb"));
        assertDenied(
                "ecr:CreateRepository on resource: " + arn("cc"),
                () -> ecr.createRepository(r -> r.repositoryName("cc").tags(tag("team", "b"))));
        assertDenied(
                "ecr:CreateRepository on resource: " + arn("cc"),
                () -> ecr.createRepository(r -> r.repositoryName("cc").tags(tag("owner", "me"))));
        assertDenied(
                "ecr:TagResource on resource: " + arn("bb"),
                () -> ecr.tagResource(r -> r.resourceArn(arn("bb")).tags(tag("team", "b"))));
        assertDenied(
                "ecr:UntagResource on resource: " + arn("bb"),
                () -> ecr.untagResource(r -> r.resourceArn(arn("bb")).tagKeys("owner")));
    }

    @Test
    void shouldAskForTheRightToTagWhereARepositoryIsCreatedWithTags() {
        // Given
        allow("ecr:CreateRepository", "*");

        // When / Then
        ecr.createRepository(r -> r.repositoryName("plain"));
        assertDenied(
                "ecr:TagResource on resource: " + arn("tagged"),
                () -> ecr.createRepository(r -> r.repositoryName("tagged").tags(tag("team", "a"))));
        assertThat(emulator.registry(OURS, REGION).repositoryNames())
                .contains("plain")
                .doesNotContain("tagged");
    }

    @Test
    void shouldDecideAboutWhatHasNoRepository() {
        // Given
        allow("ecr:DescribeRepositories", "*");

        // When / Then
        assertDenied("ecr:GetAuthorizationToken on resource: * because", () -> ecr.getAuthorizationToken());
        assertDenied("tag:GetResources because no identity-based policy", () -> clients.tagging()
                .getResources());
        assertThat(clients.sts().getCallerIdentity().arn()).isEqualTo(USER);
    }

    @Test
    void shouldDecideByTheTagsOfTheSession() {
        // Given
        emulator.iam().role(ROLE, Trust.of(USER).sessionTags());
        emulator.iam().policy(ROLE, """
                {"Statement": {"Effect": "Allow", "Action": "ecr:*",
                 "Resource": "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/*"}}""");
        Credentials session = clients.sts()
                .assumeRole(r -> r.roleArn(ROLE)
                        .roleSessionName("s1")
                        .tags(software.amazon.awssdk.services.sts.model.Tag.builder()
                                .key("team")
                                .value("team-a")
                                .build()))
                .credentials();

        // When / Then
        try (Clients assumed = Clients.of(emulator, session, REGION)) {
            assumed.ecr().createRepository(r -> r.repositoryName("team-a/new"));
            assertThatThrownBy(() -> assumed.ecr().createRepository(r -> r.repositoryName("team-b/new")))
                    .hasMessageContaining("User: arn:aws:sts::444455556666:assumed-role/ecr/s1 is not authorized")
                    .hasMessageContaining("arn:aws:ecr:eu-central-1:444455556666:repository/team-b/new");
        }
        assertThat(emulator.registry(THEIRS, REGION).repositoryNames()).containsExactly("team-a/new");
    }

    @Test
    void shouldMakeOneAccountOrRegionSickAlone() {
        // Given
        emulator.faults().on(Faults.ANY).account(THEIRS).region(REGION).deny();
        emulator.rateLimits().limit(THEIRS, "us-east-1", Faults.ANY, 0.001, 1);

        // When / Then
        try (Clients sick = Clients.of(emulator, THEIRS, REGION);
                Clients slow = Clients.of(emulator, THEIRS, "us-east-1");
                Clients well = Clients.of(emulator, THEIRS, "us-west-2");
                Clients other = Clients.of(emulator, OURS, "us-east-1")) {
            assertThatThrownBy(() -> sick.ecr().describeRepositories()).hasMessageContaining("not authorized");
            slow.ecr().describeRepositories();
            assertThatThrownBy(() -> slow.ecr().describeRepositories()).hasMessageContaining("Rate exceeded");
            for (int i = 0; i < 2; i++) {
                well.ecr().describeRepositories();
                other.ecr().describeRepositories();
                ecr.describeRepositories();
            }
        }
    }

    private void allow(String action, String resource) {
        emulator.iam().policy(USER, """
                {"Statement": {"Effect": "Allow", "Action": "%s", "Resource": "%s"}}""".formatted(action, resource));
    }

    private void scan(String repository) {
        ecr.putImageScanningConfiguration(
                r -> r.repositoryName(repository).imageScanningConfiguration(scanning -> scanning.scanOnPush(true)));
    }

    private static String arn(String repository) {
        return "arn:aws:ecr:eu-central-1:111122223333:repository/" + repository;
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void assertDenied(String what, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(error.awsErrorDetails().errorMessage())
                    .startsWith("User: " + USER + " is not authorized to perform: ")
                    .contains(what);
        });
    }
}
