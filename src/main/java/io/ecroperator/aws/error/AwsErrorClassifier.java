package io.ecroperator.aws.error;

import io.ecroperator.aws.error.AwsFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Tells from anything that a call of the SDK throws what it means. Pure; never throws. */
public final class AwsErrorClassifier {

    // ECR gives it no code of its own. "Invalid repository policy provided" is not it: Terraform repeats that too for
    // two
    // minutes, but ECR says it of every policy with a fault, and IAM's delay has had its own sentence since 2024.
    // https://github.com/hashicorp/terraform-provider-aws/issues/39064
    private static final Pattern UNKNOWN_PRINCIPAL = Pattern.compile("(?i)principal not found");
    private static final Pattern XML_CODE = Pattern.compile("<Code>\\s*([A-Za-z.]{1,100})\\s*</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("(?s)<Message>\\s*(.{1,2000}?)\\s*</Message>");

    /** Classifies what a call of the operation threw. */
    public AwsFailure classify(String operation, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsException known) {
                return known.failure();
            }
            if (cause instanceof SdkServiceException answer) {
                return answered(operation, answer);
            }
            if (cause instanceof CredentialsException credentials) {
                return new AwsFailure(
                        Kind.CREDENTIALS,
                        operation,
                        credentials.code(),
                        SafeMessage.of(credentials.getMessage()),
                        null,
                        Optional.of(credentials.remedy()));
            }
        }
        return TransportFailures.classify(operation, thrown);
    }

    private static AwsFailure answered(String operation, SdkServiceException answer) {
        Optional<AwsErrorDetails> details = answer instanceof AwsServiceException aws
                ? Optional.ofNullable(aws.awsErrorDetails())
                : Optional.empty();
        String body = details.map(AwsErrorDetails::rawResponse)
                .map(bytes -> new String(bytes.asByteArrayUnsafe(), StandardCharsets.UTF_8))
                .orElse("");
        Optional<String> code = details.map(AwsErrorDetails::errorCode)
                .filter(given -> ErrorCodes.kindOf(given).isPresent())
                // An XML body where JSON belongs: the SDK finds no code in it and gives the HTTP status instead.
                .or(() -> firstGroup(XML_CODE, body))
                .or(() -> details.map(AwsErrorDetails::errorCode).filter(given -> !isNumber(given)));
        String message = details.map(AwsErrorDetails::errorMessage)
                .filter(text -> !text.isBlank())
                .or(() -> firstGroup(XML_MESSAGE, body))
                .orElse("HTTP " + answer.statusCode() + " without an explanation");
        Kind kind = code.flatMap(ErrorCodes::kindOf).orElseGet(() -> unknownCode(answer, code.isPresent()));
        if (kind == Kind.INVALID && UNKNOWN_PRINCIPAL.matcher(message).find()) {
            kind = Kind.PRINCIPAL_NOT_FOUND;
        }
        boolean repeatedUnanswered = repeatedUnanswered(answer);
        if (kind == Kind.THROTTLED && repeatedUnanswered) {
            kind = Kind.TRANSIENT; // an earlier request may have been carried out
        }
        return new AwsFailure(
                kind,
                operation,
                code.orElse("Http" + answer.statusCode()),
                SafeMessage.of(message),
                answer.requestId(),
                Optional.empty(),
                repeatedUnanswered);
    }

    private static boolean repeatedUnanswered(SdkServiceException answer) {
        return Stream.of(answer.getSuppressed())
                .anyMatch(noted -> noted instanceof EndpointException endpoint && endpoint.repeatedUnanswered());
    }

    private static Kind unknownCode(SdkServiceException answer, boolean codeGiven) {
        return answer.isThrottlingException()
                ? Kind.THROTTLED
                : ErrorCodes.kindOfStatus(answer.statusCode(), codeGiven);
    }

    private static Optional<String> firstGroup(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isNumber(String code) {
        return code.chars().allMatch(Character::isDigit);
    }
}
