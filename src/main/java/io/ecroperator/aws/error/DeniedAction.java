package io.ecroperator.aws.error;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS refused, read from its sentence ("User: … is not authorized to perform: … on resource: … because …"; IAM User
 * Guide, "Troubleshoot access denied error messages").
 *
 * @param action the IAM action, such as {@code ecr:CreateRepository}; from the operation if the sentence names none
 * @param principal the ARN of who asked
 * @param resource the ARN of what was asked for, or {@code *}
 * @param reason why, in AWS's words, such as {@code with an explicit deny in a service control policy}
 */
public record DeniedAction(
        String action, Optional<String> principal, Optional<String> resource, Optional<String> reason) {

    private static final Pattern PRINCIPAL = Pattern.compile("(?i)\\b(?:user|principal): ?(\\S{1,300})");
    private static final Pattern ACTION =
            Pattern.compile("(?i)\\bperform:? ([a-z][a-z0-9-]{0,60}:[a-z][a-z0-9*]{0,100})");
    private static final Pattern RESOURCE = Pattern.compile("(?i)\\bon (?:the )?resource: ?(\\S{1,400})");
    private static final Pattern REASON =
            Pattern.compile("(?i)\\b(because (?:no|the|it|of|an?)\\b[^.;]{1,250}|with an explicit deny[^.;]{0,250})");

    /** Reads a failure of kind {@code DENIED}. */
    public static DeniedAction of(AwsFailure failure) {
        String message = failure.message();
        return new DeniedAction(
                group(ACTION, message).orElseGet(() -> actionOf(failure.operation())),
                group(PRINCIPAL, message),
                group(RESOURCE, message),
                group(REASON, message));
    }

    /** The IAM action that an operation needs. */
    private static String actionOf(String operation) {
        return switch (operation) {
            case "GetResources" -> "tag:GetResources";
            case "GetCallerIdentity", "AssumeRole", "AssumeRoleWithWebIdentity" -> "sts:" + operation;
            default -> "ecr:" + operation;
        };
    }

    private static Optional<String> group(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? Optional.of(withoutPunctuation(matcher.group(1))) : Optional.empty();
    }

    private static String withoutPunctuation(String text) {
        return text.strip().replaceFirst("[.,;]+$", "");
    }
}
