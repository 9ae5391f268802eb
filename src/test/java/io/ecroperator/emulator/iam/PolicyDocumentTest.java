package io.ecroperator.emulator.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.emulator.iam.PolicyDocument.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies say what AWS's documentation says they say. */
class PolicyDocumentTest {
    private static final String API = "arn:aws:ecr:eu-central-1:111122223333:repository/team-a/api";
    private static final Question CREATE = new Question(
            "ecr:CreateRepository",
            API,
            Map.of(
                    "aws:RequestTag/team", List.of("a"),
                    "aws:TagKeys", List.of("team", "env"),
                    "aws:PrincipalTag/team", List.of("team-a"),
                    "ecr:ResourceTag/env", List.of("prod"),
                    "aws:TokenIssueTime", List.of("2026-01-01T00:00:00Z")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecr:CreateRepository | * | ALLOWED",
                "ecr:createrepository | * | ALLOWED",
                "ecr:Create* | arn:aws:ecr:*:*:repository/team-a/* | ALLOWED",
                "* | arn:aws:ecr:eu-central-?:111122223333:repository/* | ALLOWED",
                "ecr:DeleteRepository | * | SILENT",
                "ecr:* | arn:aws:ecr:eu-central-1:111122223333:repository/team-b/* | SILENT",
                "ecr:* | arn:aws:ecr:eu-central-1:444455556666:repository/* | SILENT",
                "ecr:* | arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/* | ALLOWED",
                "ecr:* | arn:aws:ecr:*:*:repository/${aws:PrincipalTag/absent}* | SILENT",
            })
    void shouldDecideByActionAndResource(String action, String resource, Decision decision) {
        // Given
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": ["ecr:ListImages", "%s"], "Resource": "%s"}]}""".formatted(action, resource));

        // When / Then
        assertThat(policy.decide(CREATE)).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | aws:RequestTag/team | [\"a\", \"b\"] | ALLOWED",
                "StringEquals | AWS:requesttag/TEAM | a | ALLOWED",
                "StringEquals | aws:RequestTag/team | b | SILENT",
                "StringEquals | aws:RequestTag/absent | a | SILENT",
                "StringEqualsIfExists | aws:RequestTag/absent | a | ALLOWED",
                "StringEqualsIfExists | aws:RequestTag/team | b | SILENT",
                "StringNotEquals | ecr:ResourceTag/env | prod | SILENT",
                "StringNotEquals | ecr:ResourceTag/env | [\"dev\", \"test\"] | ALLOWED",
                "StringNotEquals | ecr:ResourceTag/env | [\"dev\", \"prod\"] | SILENT",
                "StringNotEquals | ecr:ResourceTag/absent | prod | ALLOWED",
                "StringLike | ecr:ResourceTag/env | p* | ALLOWED",
                "StringNotLike | ecr:ResourceTag/env | p* | SILENT",
                "StringEqualsIgnoreCase | ecr:ResourceTag/env | PROD | ALLOWED",
                "Null | aws:RequestTag/team | false | ALLOWED",
                "Null | aws:RequestTag/absent | false | SILENT",
                "Null | aws:RequestTag/absent | true | ALLOWED",
                "ForAllValues:StringEquals | aws:TagKeys | [\"team\", \"env\", \"owner\"] | ALLOWED",
                "ForAllValues:StringEquals | aws:TagKeys | team | SILENT",
                "ForAllValues:StringEquals | aws:Absent | team | ALLOWED",
                "ForAnyValue:StringEquals | aws:TagKeys | team | ALLOWED",
                "ForAnyValue:StringEquals | aws:TagKeys | owner | SILENT",
                "ForAnyValue:StringEquals | aws:Absent | owner | SILENT",
                "DateLessThan | aws:TokenIssueTime | 2026-02-01T00:00:00Z | ALLOWED",
                "DateLessThan | aws:TokenIssueTime | 2025-12-01T00:00:00Z | SILENT",
            })
    void shouldDecideByConditions(String operator, String key, String values, Decision decision) {
        // Given
        String json = values.startsWith("[") ? values : "\"" + values + "\"";
        PolicyDocument policy = PolicyDocument.parse("""
                {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"%s": {"%s": %s}}}}""".formatted(operator, key, json));

        // When / Then
        assertThat(policy.decide(CREATE)).isEqualTo(decision);
    }

    @Test
    void shouldDenyWhatOneStatementDenies() {
        // Given
        PolicyDocument policy = PolicyDocument.parse("""
                {"Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"},
                  {"Effect": "Deny", "NotAction": "ecr:Describe*", "NotResource": "*:repository/team-b/*"}]}""");

        // When / Then
        assertThat(policy.decide(CREATE)).isEqualTo(Decision.DENIED);
        assertThat(policy.decide(new Question("ecr:DescribeRepositories", API, Map.of())))
                .isEqualTo(Decision.ALLOWED);
        assertThat(policy.decide(new Question(CREATE.action(), "arn:aws:ecr:a:1:repository/team-b/api", Map.of())))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{\"Statement\": {\"Effect\": \"Maybe\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Actions\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Condition\": {\"Equals\": {}}}}",
            })
    void shouldRefuseWhatIsNoPolicy(String text) {
        assertThatThrownBy(() -> PolicyDocument.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
