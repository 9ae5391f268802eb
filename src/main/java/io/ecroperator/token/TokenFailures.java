package io.ecroperator.token;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.util.Optional;
import java.util.Set;

/** How it reads in a condition that a token could not be had. Pure. */
public final class TokenFailures {

    private static final String UNKNOWN_REGION = "UnknownRegion";

    /** How AWS answers to good credentials in a region that the account has not enabled, and in another partition. */
    private static final Set<String> NOT_OF_THE_REGION = Set.of("UnrecognizedClientException", "InvalidClientTokenId");

    private TokenFailures() {}

    /** The region, which a field of the spec names, is none that the operator knows; AWS was not asked. */
    public static AwsFailure unknownRegion(String field) {
        return new AwsFailure(AwsFailure.Kind.INVALID, "GetAuthorizationToken", UNKNOWN_REGION, field, null);
    }

    /** The report for the failure to mint a token of that key. */
    public static FailureReport report(TokenKey key, AwsFailure failure) {
        if (UNKNOWN_REGION.equals(failure.code())) {
            return new FailureReport(
                    Reason.INVALID_SPEC,
                    failure.message() + ": this operator knows no region " + key.label()
                            + ", so AWS was not asked. Correct it, or, if AWS has that region, have whoever runs the operator"
                            + " add it to ecr-operator.pull-secrets.additional-regions.",
                    Optional.empty(),
                    false);
        }
        FailureReport report = FailureReport.of(failure);
        boolean ofTheRegion = failure.kind() == AwsFailure.Kind.CREDENTIALS
                && key.region().isPresent()
                && NOT_OF_THE_REGION.contains(String.valueOf(failure.code()));
        return ofTheRegion
                ? new FailureReport(report.reason(), message(key.label(), failure), report.retry(), report.trouble())
                : report;
    }

    private static String message(String region, AwsFailure failure) {
        return "AWS does not accept the operator's credentials in " + region + " (" + failure.code()
                + "). If it does in other regions, the account has not enabled " + region
                + " (aws account enable-region --region-name " + region
                + "), or it belongs to another partition; otherwise: "
                + failure.remedy().orElseGet(Reason.CREDENTIALS_UNAVAILABLE::remedy);
    }
}
