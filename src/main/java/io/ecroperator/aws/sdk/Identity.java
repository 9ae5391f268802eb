package io.ecroperator.aws.sdk;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec.AccessKeySecret;
import io.ecroperator.aws.ConnectionSpec.Ambient;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.ratelimit.Ticker;
import io.ecroperator.aws.sdk.CachedCredentials.Obtained;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Who a connection calls as: its first credentials, and then role by role. Resolving them fails with {@link AwsException} or
 * {@link io.ecroperator.aws.error.CredentialsException}; neither a failure nor an expiry costs more than one call to STS at a time.
 */
final class Identity implements Signer {

    /** A Secret is read again that soon, and what it held is used no longer than twice that. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(30);

    /** AWS may have revoked a session of that age; of a younger one another session would not get further. */
    private static final Duration REVOKED = Duration.ofMinutes(1);

    /** A right that is missing is no sign of that, unless somebody has denied all to the sessions from before. */
    private static final Duration DENIED = Duration.ofMinutes(10);

    private final Credentials spec;
    private final AwsCredentialsProvider first;
    private final List<CachedCredentials> sessions = new ArrayList<>();
    private volatile String firstKey = "";

    /** Resolves nothing yet. */
    Identity(
            Credentials spec,
            AwsCredentialsProvider ambient,
            SecretAccessKeys secrets,
            SecurityTokens tokens,
            Ticker ticker) {
        this.spec = spec;
        this.first = switch (spec.source()) {
            case Ambient own -> new AmbientCredentials(ambient);
            case AccessKeySecret secret -> new CachedCredentials(() -> read(secret.name(), secrets), ticker);
            case WebIdentity role -> session(new CachedCredentials(() -> assume(role, tokens), ticker));
        };
        AwsCredentialsProvider before = first;
        List<AssumedRole> roles = spec.assumedRoles();
        for (int i = 0; i < roles.size(); i++) {
            AssumedRole role = roles.get(i);
            Credentials as = new Credentials(spec.source(), roles.subList(0, i));
            AwsCredentialsProvider asker = before;
            before = session(new CachedCredentials(() -> assume(role, as, asker, tokens), ticker));
        }
    }

    @Override
    public AwsCredentials resolveCredentials() {
        if (spec.source() instanceof AccessKeySecret && !spec.assumedRoles().isEmpty()) {
            followSecret();
        }
        return sessions.isEmpty()
                ? first.resolveCredentials()
                : sessions.getLast().resolveCredentials();
    }

    @Override
    public AwsFailure explained(AwsFailure failure) {
        return IdentityFailures.notAccepted(failure, spec);
    }

    @Override
    public boolean refused(AwsFailure failure) {
        boolean renewed = false;
        Optional<Duration> olderThan = failure.kind() == Kind.CREDENTIALS
                ? Optional.of(REVOKED)
                : failure.kind() == Kind.DENIED ? Optional.of(DENIED) : Optional.empty();
        for (CachedCredentials session : olderThan.isPresent() ? sessions : List.<CachedCredentials>of()) {
            renewed |= session.discard(olderThan.get());
        }
        return renewed;
    }

    /** The sessions end with the access key that they were asked for with. One that cannot be read now may still be there. */
    private void followSecret() {
        String key;
        try {
            key = first.resolveCredentials().accessKeyId();
        } catch (AwsException unread) {
            return;
        }
        if (!key.equals(firstKey)) {
            sessions.forEach(CachedCredentials::reset);
            firstKey = key;
        }
    }

    private CachedCredentials session(CachedCredentials session) {
        sessions.add(session);
        return session;
    }

    private static Obtained assume(
            AssumedRole role, Credentials as, AwsCredentialsProvider asker, SecurityTokens tokens) {
        AwsCredentials credentials = asker.resolveCredentials();
        return explaining(
                () -> tokens.assumeRole(role, credentials),
                failure -> IdentityFailures.assumeRole(IdentityFailures.notAccepted(failure, as), role, as));
    }

    private static Obtained assume(WebIdentity role, SecurityTokens tokens) {
        String token = WebIdentityToken.read(role);
        return explaining(
                () -> tokens.assumeRoleWithWebIdentity(role, token),
                failure -> IdentityFailures.webIdentity(failure, role));
    }

    private static Obtained explaining(Supplier<Obtained> call, UnaryOperator<AwsFailure> explanation) {
        try {
            return call.get();
        } catch (AwsException thrown) {
            throw new AwsException(explanation.apply(thrown.failure()), thrown.getCause());
        }
    }

    private static Obtained read(String secret, SecretAccessKeys secrets) {
        Optional<AccessKey> key;
        try {
            key = secrets.read(secret);
        } catch (IllegalArgumentException unusable) {
            throw IdentityFailures.unusableSecret(secret, unusable.getMessage());
        } catch (IllegalStateException unread) {
            throw new AwsException(IdentityFailures.unreadSecret(secret, unread.getMessage()), null);
        }
        return key.map(Identity::toCredentials)
                .map(credentials -> new Obtained(credentials, READ_AGAIN, READ_AGAIN.multipliedBy(2)))
                .orElseThrow(() -> IdentityFailures.noSecret(secret));
    }

    private static AwsCredentials toCredentials(AccessKey key) {
        return key.sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }
}
