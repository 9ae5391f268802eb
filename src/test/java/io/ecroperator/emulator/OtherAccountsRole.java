package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A role of another account, as tests assume it. */
final class OtherAccountsRole {
    static final String ARN = "arn:aws:iam::444455556666:role/ops/ecr";

    private OtherAccountsRole() {}

    static Credentials assume(StsClient sts, Consumer<AssumeRoleRequest.Builder> more) {
        return sts.assumeRole(r -> more.accept(r.roleArn(ARN).roleSessionName("s1")))
                .credentials();
    }

    static void assertRefused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(error.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
