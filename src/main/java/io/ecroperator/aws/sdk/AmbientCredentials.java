package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.CredentialsException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The operator's own credentials. Marks the failure to find them as such: the SDK throws the same exception for it as for a broken
 * connection.
 */
final class AmbientCredentials implements AwsCredentialsProvider {

    private static final String SET_UP = "Give the operator's ServiceAccount a role (IRSA: annotation"
            + " eks.amazonaws.com/role-arn and the role's trust policy; or an EKS Pod Identity association), or set"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";

    // The default chain gives every provider's complaint in one sentence. Only these two can be set up and still fail;
    // their complaint ends before the service's details or the next provider.
    private static final Pattern COMPLAINT =
            Pattern.compile("(WebIdentityTokenFile|Container)CredentialsProvider\\(\\): (.{1,200}?)"
                    + "(?= \\((?:Service|SDK Attempt)|, \\w+CredentialsProvider\\(|]|$)");
    private static final Pattern NOT_SET_UP = Pattern.compile("must be set|neither AWS_CONTAINER");

    private final AwsCredentialsProvider provider;

    AmbientCredentials(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (AbortedException stopping) {
            throw stopping;
        } catch (RuntimeException thrown) {
            throw new CredentialsException(
                    "NoCredentials", "No usable AWS credentials" + complaints(thrown.getMessage()), SET_UP);
        }
    }

    /** What the providers say that are set up and fail, such as a role that may not be assumed. */
    private static String complaints(String message) {
        String found = COMPLAINT
                .matcher(String.valueOf(message))
                .results()
                .filter(match -> !NOT_SET_UP.matcher(match.group(2)).find())
                .map(match -> match.group(1) + ": " + match.group(2))
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "" : " (" + found + ")";
    }
}
