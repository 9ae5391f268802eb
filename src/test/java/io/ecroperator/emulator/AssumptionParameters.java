package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Assumption;
import io.ecroperator.emulator.iam.IdentityArn;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what AssumeRole and AssumeRoleWithWebIdentity are given, by the constraints of the API and in STS's words.
 *
 * @param parameters of the request
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_RequestParameters">Request
 *     parameters</a>
 */
record AssumptionParameters(Parameters parameters) {
    private static final int ARN_MIN = 20;
    private static final int ARN_MAX = 2048;
    private static final int NAME_MIN = 2;
    private static final int SESSION_NAME_MAX = 64;
    private static final int EXTERNAL_ID_MAX = 1224;
    private static final int SECONDS_MIN = 900;
    private static final int SECONDS_MAX = 43_200;
    private static final int TAGS_MAX = 50;
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;

    Assumption read() {
        String roleArn = length("roleArn", required("RoleArn", "roleArn"), ARN_MIN, ARN_MAX);
        String sessionName = matching(
                "roleSessionName",
                length("roleSessionName", required("RoleSessionName", "roleSessionName"), NAME_MIN, SESSION_NAME_MAX),
                "[\\w+=,.@-]*");
        Optional<String> externalId = parameters
                .string("ExternalId")
                .map(id -> matching(
                        "externalId", length("externalId", id, NAME_MIN, EXTERNAL_ID_MAX), "[\\w+=,.@:\\/-]*"));
        Optional<Duration> duration = parameters.string("DurationSeconds").map(AssumptionParameters::duration);
        if (IdentityArn.parse(roleArn).isEmpty()) {
            throw AwsError.of("ValidationError", roleArn + " is invalid");
        }
        Map<String, String> tags = tags();
        Set<String> transitive = new HashSet<>();
        parameters.body().path("TransitiveTagKeys").forEach(key -> transitive.add(key.asText()));
        return new Assumption(roleArn, sessionName, duration, externalId, tags, transitive);
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        Set<String> seen = new HashSet<>();
        boolean any = parameters.body().path("Tags").isArray(); // an empty list is an empty text in this protocol
        List<Parameters> given =
                any ? parameters.structures("Tags", 0, Integer.MAX_VALUE).orElseThrow() : List.of();
        if (given.size() > TAGS_MAX) {
            throw invalid("tags", given.toString(), "have length less than or equal to " + TAGS_MAX);
        }
        for (Parameters tag : given) {
            String key = length("tags.1.member.key", tag.string("Key").orElse(""), 1, KEY_MAX);
            String value = length("tags.1.member.value", tag.string("Value").orElse(""), 0, VALUE_MAX);
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw AwsError.of(
                        "InvalidParameterValue",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, value);
        }
        return tags;
    }

    private static Duration duration(String text) {
        int seconds;
        try {
            seconds = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw AwsError.of("MalformedInput", text + " is no number");
        }
        if (seconds < SECONDS_MIN) {
            throw invalid("durationSeconds", text, "have value greater than or equal to " + SECONDS_MIN);
        }
        if (seconds > SECONDS_MAX) {
            throw invalid("durationSeconds", text, "have value less than or equal to " + SECONDS_MAX);
        }
        return Duration.ofSeconds(seconds);
    }

    private String required(String name, String member) {
        return parameters
                .string(name)
                .orElseThrow(() -> AwsError.of(
                        "ValidationError",
                        "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                                .formatted(member)));
    }

    private static String length(String member, String value, int min, int max) {
        if (value.length() < min) {
            throw invalid(member, value, "have length greater than or equal to " + min);
        }
        if (value.length() > max) {
            throw invalid(member, value, "have length less than or equal to " + max);
        }
        return value;
    }

    private static String matching(String member, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw invalid(member, value, "satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    private static AwsError invalid(String member, String value, String constraint) {
        return AwsError.of(
                "ValidationError",
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must %s"
                        .formatted(value, member, constraint));
    }
}
