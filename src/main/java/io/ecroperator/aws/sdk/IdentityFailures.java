package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec.AccessKeySecret;
import io.ecroperator.aws.ConnectionSpec.Ambient;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.ConnectionSpec.Source;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.error.DeniedAction;
import java.util.Optional;

/**
 * How it reads that a connection cannot become who it is to be. All of it is {@code CREDENTIALS}, whatever AWS's code: that a role
 * may not be assumed says nothing of a repository. Pure.
 */
final class IdentityFailures {

    private static final String KEYS =
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if it is a temporary key";

    private static final String NEW_SESSION =
            "A new session is asked for by itself; if AWS does not accept that either, check that the role ";

    private IdentityFailures() {}

    /** AssumeRole failed, asked for with the credentials {@code as}. */
    static AwsFailure assumeRole(AwsFailure failure, AssumedRole role, Credentials as) {
        String remedy = failure.kind() == Kind.DENIED ? trust(failure, role, as) : correct(failure, role);
        return isOfIdentity(failure) ? ofRole(failure, role.roleArn(), remedy) : failure;
    }

    /** AssumeRoleWithWebIdentity failed. */
    static AwsFailure webIdentity(AwsFailure failure, WebIdentity role) {
        return isOfIdentity(failure)
                ? ofRole(
                        failure,
                        role.roleArn(),
                        "The account of the role needs an IAM OIDC provider for the issuer of the token in "
                                + role.tokenFile()
                                + ", with its audience, and the trust policy of the role has to allow"
                                + " sts:AssumeRoleWithWebIdentity to that provider for the token's subject"
                                + " (system:serviceaccount:NAMESPACE:NAME).")
                : failure;
    }

    /** The token for AssumeRoleWithWebIdentity cannot be read, or may not be sent. */
    static AwsFailure tokenFile(WebIdentity role, String why) {
        return new AwsFailure(
                Kind.CREDENTIALS,
                "AssumeRoleWithWebIdentity",
                "TokenFileNotRead",
                "The token file " + role.tokenFile() + " " + why,
                null,
                Optional.of("Mount a projected ServiceAccount token with the audience sts.amazonaws.com there, into the"
                        + " operator's Pod."));
    }

    /** The credentials are of another account. */
    static AwsFailure wrongAccount(String accountId, CallerIdentity caller) {
        return new AwsFailure(
                Kind.WRONG_ACCOUNT,
                "GetCallerIdentity",
                "WrongAccount",
                "The credentials belong to account " + caller.accountId() + " (" + caller.arn()
                        + "), and this connection is for" + " account " + accountId
                        + ". Nothing was read or written in either",
                null);
    }

    /** There is no such Secret. */
    static CredentialsException noSecret(String name) {
        return new CredentialsException(
                "SecretNotFound",
                "The Secret " + name + " does not exist in the operator's namespace",
                "Create it there with the keys " + KEYS + ".");
    }

    /** The Secret does not hold an access key; why says what it lacks, and no value. */
    static CredentialsException unusableSecret(String name, String why) {
        return new CredentialsException(
                "SecretUnusable",
                "The Secret " + name + " in the operator's namespace holds no access key: " + why,
                "Give it the keys " + KEYS + ".");
    }

    /** The Secret may be there and may be good. */
    static AwsFailure unreadSecret(String name, String why) {
        return new AwsFailure(
                Kind.CREDENTIALS,
                "ReadSecret",
                "SecretNotRead",
                "The Secret " + name + " in the operator's namespace cannot be read: " + why,
                null,
                Optional.of("It is read again by itself."));
    }

    /** AWS does not accept the credentials in a call; the remedy is for where they come from. */
    static AwsFailure notAccepted(AwsFailure failure, Credentials of) {
        if (failure.kind() != Kind.CREDENTIALS || failure.remedy().isPresent()) {
            return failure;
        }
        if (!of.assumedRoles().isEmpty()) {
            return failure.withRemedy(NEW_SESSION + of.assumedRoles().getLast().roleArn() + " still exists.");
        }
        return switch (of.source()) {
            case Ambient own -> failure;
            case AccessKeySecret secret -> failure.withRemedy(replaceKey(secret));
            case WebIdentity role -> failure.withRemedy(NEW_SESSION + role.roleArn() + " still exists.");
        };
    }

    private static boolean isOfIdentity(AwsFailure failure) {
        return failure.kind() != Kind.THROTTLED && failure.kind() != Kind.TRANSIENT;
    }

    private static AwsFailure ofRole(AwsFailure failure, String roleArn, String remedy) {
        String message = failure.message().contains(roleArn)
                ? failure.message()
                : "Role " + roleArn + " cannot be assumed: " + failure.message();
        return new AwsFailure(
                Kind.CREDENTIALS,
                failure.operation(),
                failure.code(),
                message,
                failure.requestId(),
                failure.remedy().or(() -> Optional.of(remedy)));
    }

    private static String trust(AwsFailure failure, AssumedRole role, Credentials as) {
        String actions = role.tags().isEmpty() ? "sts:AssumeRole" : "sts:AssumeRole and sts:TagSession";
        String principal = DeniedAction.of(failure).principal().orElseGet(() -> nameOf(as));
        return "Allow " + actions + " to " + principal
                + " in the trust policy of the role, and on the role in that principal's"
                + " own policy. AWS answers the same if there is no such role, and if the trust policy asks for "
                + (role.externalId().isPresent()
                        ? "another external ID."
                        : "an external ID, which this connection does not give.");
    }

    private static String correct(AwsFailure failure, AssumedRole role) {
        return failure.kind() == Kind.CREDENTIALS
                ? "AWS does not accept the credentials that are to assume " + role.roleArn()
                        + "; see where they come from."
                : "Correct the role's ARN, external ID, session name or session tags in this connection.";
    }

    private static String replaceKey(AccessKeySecret secret) {
        return "Write an access key that AWS accepts into the Secret " + secret.name()
                + " in the operator's namespace (" + KEYS + "); it is used within a minute.";
    }

    private static String nameOf(Credentials as) {
        return as.assumedRoles().isEmpty()
                ? nameOf(as.source())
                : as.assumedRoles().getLast().roleArn();
    }

    private static String nameOf(Source source) {
        return switch (source) {
            case Ambient ambient -> "the operator's own identity";
            case AccessKeySecret secret -> "the owner of the access key in the Secret " + secret.name();
            case WebIdentity role -> role.roleArn();
        };
    }
}
