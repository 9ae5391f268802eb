package io.ecroperator.aws;

/** Who AWS says the operator is (sts:GetCallerIdentity, which needs no permission). */
public interface CallerIdentityApi {

    /** Reads the identity; throws {@link io.ecroperator.aws.error.AwsException}. */
    CallerIdentity getCallerIdentity();

    /** The account and the principal's ARN. */
    record CallerIdentity(String accountId, String arn) {}
}
