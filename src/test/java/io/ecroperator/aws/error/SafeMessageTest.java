package io.ecroperator.aws.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation"
                        + " failure: {\"rules\":[{\"description\":\"s3cret\"}]}'",
                "1 validation error detected: Value '{\"Statement\":[{\"Sid\":\"s3cret\"}]}' at 'policyText' failed to"
                        + " satisfy constraint: Member must have length less than or equal to 10240",
                "1 validation error detected: Value 's3cret, no JSON at all' at 'lifecyclePolicyText' failed to satisfy"
                        + " constraint: Member must have length greater than or equal to 100",
                "Invalid parameter at 'PolicyText' failed to satisfy constraint: '{\"Statement\":[{\"Sid\":\"s3cret\"",
                "Invalid parameter at 'PolicyText' failed to satisfy constraint: '[\"arn:aws:iam::1:role/s3cret\"]'",
            })
    void shouldKeepThePolicyOutWhenAwsQuotesIt(String message) {
        // Given
        // When
        String safe = SafeMessage.of(message);

        // Then
        assertThat(safe).doesNotContain("s3cret").containsIgnoringCase("failed to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Only one rule can select Untagged images per storage class",
                "object has missing required properties ([\"action\",\"selection\"])"
            })
    void shouldKeepTheReasonWhenAwsNamesARuleOfThePolicy(String reason) {
        // Given
        String message = "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy"
                + " validation failure: " + reason + "'";

        // When
        String safe = SafeMessage.of(message);

        // Then
        assertThat(safe).isEqualTo(message);
    }

    @Test
    void shouldBeOneShortLineWhenTheMessageIsLong() {
        // Given
        String message = "line\nline\r\n\u0007".repeat(500);

        // When
        String safe = SafeMessage.of(message);

        // Then
        assertThat(safe).hasSize(500).matches("[a-z ]+…");
    }
}
