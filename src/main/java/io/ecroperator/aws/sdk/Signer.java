package io.ecroperator.aws.sdk;

import io.ecroperator.aws.error.AwsFailure;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Whose credentials sign the calls of a connection. */
interface Signer extends AwsCredentialsProvider {

    /** What to say of a failed call, where the credentials are to blame. */
    AwsFailure explained(AwsFailure failure);

    /** AWS has refused a call. Returns whether the next one is signed by other credentials for that. */
    boolean refused(AwsFailure failure);

    /** The same, whose credentials sign nothing before their account is confirmed. */
    default Signer confirmedBy(AccountCheck check) {
        Signer unconfirmed = this;
        return new Signer() {
            @Override
            public AwsCredentials resolveCredentials() {
                AwsCredentials credentials = unconfirmed.resolveCredentials();
                check.confirm(credentials);
                return credentials;
            }

            @Override
            public AwsFailure explained(AwsFailure failure) {
                return unconfirmed.explained(failure);
            }

            @Override
            public boolean refused(AwsFailure failure) {
                return unconfirmed.refused(failure);
            }
        };
    }
}
