package io.ecroperator.token;

import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import java.util.Optional;
import java.util.Set;

/** How it reads in a condition that a token could not be had. Pure. */
public final class TokenFailures {

    /** How AWS answers to good credentials in a region that the account has not enabled, and in another partition. */
    private static final Set<String> NOT_OF_THE_REGION = Set.of("UnrecognizedClientException", "InvalidClientTokenId");

    private TokenFailures() {}

    /** The region, which a field of a spec names, is none that the operator knows; AWS is not asked. */
    public static FailureReport unknownRegion(String field, String region) {
        return new FailureReport(
                Reason.INVALID_SPEC,
                field + ": this operator knows no region " + region
                        + ", so AWS was not asked. Correct it, or, if AWS has that region, have whoever runs the operator"
                        + " add it to ecr-operator.pull-secrets.additional-regions.",
                Optional.empty(),
                false);
    }

    /** The report for the failure to mint a token of that key. */
    static FailureReport report(TokenKey key, AwsFailure failure) {
        FailureReport report = FailureReport.of(failure);
        boolean ofTheRegion = failure.kind() == AwsFailure.Kind.CREDENTIALS
                && NOT_OF_THE_REGION.contains(String.valueOf(failure.code()));
        return key.region()
                .filter(region -> ofTheRegion)
                .map(region -> new FailureReport(
                        report.reason(), message(key, region, failure), report.retry(), report.trouble()))
                .orElse(report);
    }

    private static String message(TokenKey key, String region, AwsFailure failure) {
        String whose = key.registry()
                .map(name -> "the credentials of EcrRegistry " + name)
                .orElse("the operator's credentials");
        return "AWS does not accept " + whose + " in " + region + " (" + failure.code()
                + "). If it does in other regions, the account has not enabled " + region
                + " (aws account enable-region --region-name " + region
                + "), or it belongs to another partition; otherwise: "
                + failure.remedy().orElseGet(Reason.CREDENTIALS_UNAVAILABLE::remedy);
    }
}
