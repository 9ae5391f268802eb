package io.ecroperator.status;

/** The sentences of the reasons about what became of calls to AWS. */
final class CallTexts {
    private CallTexts() {}

    static final ReasonText REJECTED_BY_AWS = new ReasonText(
            "AWS refused a change as invalid.", "Correct what the sentence of AWS in the message is about.");

    static final ReasonText ACCESS_DENIED = new ReasonText(
            "The operator's identity may not make a call that it needs.",
            "Grant the action that the message names; see deploy/iam.");

    static final ReasonText READ_DENIED = new ReasonText(
            "AWS does not let the operator read a part that the spec manages, so whether it equals the spec is unknown.",
            "Grant the action that the message names, in the identity's policy (deploy/iam) or by taking the Deny out of the"
                    + " repository policy; the operator tries it again every ten minutes, and at once with the annotation"
                    + " ecr-operator.io/reconcile-requested-at.");

    static final ReasonText READ_OVERDUE = new ReasonText(
            "A part that the spec manages has not been read for longer than deepReadPeriod, so whether it equals the spec is"
                    + " unknown.",
            "Nothing: it is read again by itself; if it stays, look at the kinds of failure in ecr_operator_aws_calls.");

    static final ReasonText CREDENTIALS_UNAVAILABLE = new ReasonText(
            "There are no AWS credentials or no region, AWS does not accept them, or a role cannot be assumed with them.",
            "Set up IRSA, EKS Pod Identity or AWS_* variables for the operator's pod.");

    static final ReasonText THROTTLED =
            new ReasonText("AWS asks to slow down; the call is repeated later.", "Nothing, or raise the quota.");

    static final ReasonText AWS_UNAVAILABLE = new ReasonText(
            "AWS could not be reached or answered with an error; the call is repeated.",
            "Nothing; if it stays, check the network and the AWS Health Dashboard.");

    static final ReasonText QUOTA_EXCEEDED = new ReasonText(
            "A quota of ECR is used up.", "Raise the quota, or take something out of ECR that is no longer needed.");

    static final ReasonText DEPENDENCY_FAILED = new ReasonText(
            "A service that ECR depends on refused, for example KMS.",
            "Check the key, its state and its policy; the call is repeated.");

    static final ReasonText INTERNAL_ERROR =
            new ReasonText("The operator ran into an internal error; it tries again.", "Report it with the log.");
}
