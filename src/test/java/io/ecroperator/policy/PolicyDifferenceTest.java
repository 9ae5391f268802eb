package io.ecroperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDifferenceTest {

    private static final String PULL =
            "{'Sid':'AllowPull','Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'ecr:BatchGetImage'}";
    private static final String LAMBDA = "{'Sid':'LambdaECRImageRetrievalPolicy','Effect':'Allow','Principal':"
            + "{'Service':'lambda.amazonaws.com'},'Action':['ecr:BatchGetImage','ecr:GetDownloadUrlForLayer'],"
            + "'Condition':{'StringLike':{'aws:sourceArn':'arn:aws:lambda:eu-central-1:123456789012:function:*'}}}";

    @Test
    void shouldNameTheStatementThatGoes() {
        assertThat(difference("[" + LAMBDA + "," + PULL + "]", "[" + PULL + "]"))
                .isEqualTo("removes statement LambdaECRImageRetrievalPolicy");
    }

    @Test
    void shouldNameTheStatementThatSaysSomethingElse() {
        assertThat(difference("[" + PULL.replace("BatchGetImage", "*") + "]", "[" + PULL + "]"))
                .isEqualTo("changes statement AllowPull");
    }

    @Test
    void shouldNameByContentWithoutConditionValuesWhenThereIsNoSid() {
        assertThat(difference(
                        "[" + LAMBDA.replace("'Sid':'LambdaECRImageRetrievalPolicy',", "") + "]", "[" + PULL + "]"))
                .isEqualTo("adds statement AllowPull, removes statement (Allow lambda.amazonaws.com: ecr:BatchGetImage,"
                        + " ecr:GetDownloadUrlForLayer under a condition)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Effect':'Deny','NotPrincipal':{'AWS':['a','b','c']},'NotAction':'ecr:*'} | adds statement (Deny all but a, b and 1 more: all but ecr:*)
            {'Effect':'Allow','Principal':'*','Action':['ecr:A','ecr:B','ecr:C','ecr:D']} | adds statement (Allow *: ecr:A, ecr:B and 2 more)
            """)
    void shouldShortenContent(String statement, String expected) {
        assertThat(difference(null, "[" + statement + "]")).isEqualTo(expected);
    }

    @Test
    void shouldBeSilentWhenOnlyTheSpellingDiffers() {
        assertThat(difference("[" + PULL.replace("111122223333", "arn:aws:iam::111122223333:root") + "]", PULL))
                .isEmpty();
    }

    @Test
    void shouldStayShortAndOnOneLineWhateverEcrHolds() {
        // Given
        String many = IntStream.range(0, 40)
                .mapToObj(i -> PULL.replace("AllowPull", i + "\\n" + "x".repeat(2_000)))
                .collect(Collectors.joining(",", "[", "]"));

        // Then
        assertThat(difference(many, "[]"))
                .hasSizeLessThan(500)
                .doesNotContain("\n")
                .endsWith(" and 35 more");
        assertThat(PolicyDifference.ofRepositoryPolicy(Optional.of("not JSON"), Documents.statements(PULL)))
                .hasToString("adds statement AllowPull");
    }

    @Test
    void shouldNameRulesByPriorityAndSelection() {
        // Given
        String before =
                Documents.json("{'rules':[{'rulePriority':1,'selection':{'tagStatus':'tagged','tagPrefixList':['v'],"
                        + "'countType':'imageCountMoreThan','countNumber':5},'action':{'type':'expire'}},"
                        + "{'rulePriority':2,'description':'secret','selection':{'tagStatus':'any','countType':'sinceImagePushed',"
                        + "'countUnit':'days','countNumber':1},'action':{'type':'expire'}}]}");
        LifecyclePolicyDocument after = Documents.rules("{'rulePriority':1,'selection':{'tagStatus':'untagged',"
                + "'countType':'imageCountMoreThan','countNumber':5},'action':{'type':'expire'}}");

        // Then
        assertThat(PolicyDifference.ofLifecyclePolicy(Optional.of(before), after))
                .hasToString("changes rule 1 (untagged, imageCountMoreThan 5: expire), removes rule 2 (any,"
                        + " sinceImagePushed 1: expire)");
        assertThat(PolicyDifference.ofLifecyclePolicy(Optional.of(before), Documents.rules())
                        .removed())
                .containsExactly(
                        "rule 1 (tagged v*, imageCountMoreThan 5: expire)", "rule 2 (any, sinceImagePushed 1: expire)");
    }

    private static String difference(String before, String after) {
        Optional<String> found = Optional.ofNullable(before)
                .map(statements -> Documents.json("{'Version':'2012-10-17','Statement':" + statements + "}"));
        return PolicyDifference.ofRepositoryPolicy(
                        found, Documents.policy("{'Version':'2012-10-17','Statement':" + after + "}"))
                .toString();
    }
}
