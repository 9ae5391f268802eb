package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.sdk.CachedCredentials.Obtained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/** What a connection asks STS for itself: to become a role, and to tell whose credentials it has. */
final class SecurityTokens {

    /** What STS gives when it is not asked for more, and the most that it gives to one that has assumed a role itself. */
    private static final Duration SESSION = Duration.ofHours(1);

    /** A clock that is wrong must not make each call ask for a new session. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    /** Not used any more when it might expire on the way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final AwsCalls calls;
    private final Supplier<StsClient> client;
    private final String sessionName;

    /**
     * Asks nothing yet.
     *
     * @param sessionName for roles whose spec gives none
     */
    SecurityTokens(AwsCalls calls, Supplier<StsClient> client, String sessionName) {
        this.calls = calls;
        this.client = client;
        this.sessionName = sessionName;
    }

    /** A session of the role, asked for with these credentials. Throws {@link AwsException}. */
    Obtained assumeRole(AssumedRole role, AwsCredentials as) {
        List<Tag> tags = role.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return session(calls.call("AssumeRole", () -> client.get()
                .assumeRole(request -> request.roleArn(role.roleArn())
                        .roleSessionName(role.sessionName().orElse(sessionName))
                        .externalId(role.externalId().orElse(null))
                        .tags(tags.isEmpty() ? null : tags)
                        .overrideConfiguration(
                                override -> override.credentialsProvider(StaticCredentialsProvider.create(as))))
                .credentials()));
    }

    /** A session of the role, asked for with a token instead of credentials. Throws {@link AwsException}. */
    Obtained assumeRoleWithWebIdentity(WebIdentity role, String token) {
        return session(calls.call("AssumeRoleWithWebIdentity", () -> client.get()
                .assumeRoleWithWebIdentity(request -> request.roleArn(role.roleArn())
                        .roleSessionName(sessionName)
                        .webIdentityToken(token))
                .credentials()));
    }

    /** Whose credentials these are. Throws {@link AwsException}. */
    CallerIdentity callerIdentity(AwsCredentials as) {
        GetCallerIdentityResponse answer = calls.call("GetCallerIdentity", () -> client.get()
                .getCallerIdentity(request -> request.overrideConfiguration(
                        override -> override.credentialsProvider(StaticCredentialsProvider.create(as)))));
        return new CallerIdentity(answer.account(), answer.arn());
    }

    /** By the machine's clock no longer than asked for, since the clock may be behind. */
    private static Obtained session(Credentials credentials) {
        Duration left = Duration.between(Instant.now(), credentials.expiration());
        Duration lifetime = left.compareTo(SESSION) > 0 ? SESSION : left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        return new Obtained(
                AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()),
                lifetime.multipliedBy(3).dividedBy(4),
                lifetime.minus(MARGIN));
    }
}
