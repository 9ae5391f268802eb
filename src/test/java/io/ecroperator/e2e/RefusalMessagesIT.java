package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users of other tools stumble over, and the sentence that says what to write instead. */
@ExtendWith(SharedCluster.class)
class RefusalMessagesIT {

    /** The default policy of terraform-aws-modules/terraform-aws-ecr since 2022: live repositories have it. */
    private static final String POLICY_OF_THE_TERRAFORM_MODULE =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"PrivateReadOnly\",\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":[\"ecr:GetAuthorizationToken\","
                    + "\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\"]}]}";

    private World world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldTakeThePolicyThatTheTerraformModuleMakesAsTextAndAsFields() {
        // When
        world.apply("text", "repositoryPolicy: {policyText: '" + POLICY_OF_THE_TERRAFORM_MODULE + "'}");
        world.apply(
                "fields",
                statement("effect: Allow, principal: {AWS: [\"arn:aws:iam::123456789012:root\"]}, action:"
                        + " [\"ecr:GetAuthorizationToken\", \"ecr:BatchGetImage\"]"));

        // Then
        world.awaitReady("text");
        world.awaitReady("fields");
        assertThat(world.ecr().repositoryPolicyText("text"))
                .hasValueSatisfying(text -> assertThat(text).contains("ecr:GetAuthorizationToken"));
    }

    @Test
    void shouldTakeTheActionThatStandsForAll() {
        // When
        world.applyReady(
                "api",
                statement("effect: Allow, principal: {AWS: [\"arn:aws:iam::123456789012:root\"]}, action: [\"*\"]"));

        // Then
        assertThat(policy("api")).contains("\"Action\":\"*\"");
    }

    @Test
    void shouldNameTheAccountWithTooFewDigitsAndTheActionThatWasProbablyMeant() {
        // When
        world.apply(
                "account",
                statement("effect: Allow, principal: {AWS: [\"arn:aws:iam::123456789:role/ProductionECS\"]}, action:"
                        + " [\"ecr:BatchGetImage\"]"));
        world.apply(
                "action",
                statement("effect: Allow, principal: {AWS: [\"111122223333\"]}, action: [\"ecr:BatchGetImages\"]"));

        // Then
        assertThat(ready(world.awaitNotReady("account", Reason.INVALID_REPOSITORY_POLICY)))
                .contains(
                        "Principal.AWS arn:aws:iam::123456789:role/ProductionECS names an account of 9 digits; an account"
                                + " id has 12, leading zeros included");
        assertThat(ready(world.awaitNotReady("action", Reason.REJECTED_BY_AWS)))
                .contains("Invalid repository policy provided", "ecr:BatchGetImages", "ecr:BatchGetImage");
    }

    @Test
    void shouldSayThatAccountIdsInATextStandInQuotes() {
        // When
        world.apply(
                "api",
                "repositoryPolicy: {policyText: '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"x\",\"Effect\":"
                        + "\"Allow\",\"Principal\":{\"AWS\":[111122223333]},\"Action\":[\"ecr:BatchGetImage\"]}]}'}");

        // Then
        assertThat(ready(world.awaitNotReady("api", Reason.INVALID_REPOSITORY_POLICY)))
                .contains(
                        "Principal.AWS holds the number 111122223333; write account ids as strings, in quotes and with all"
                                + " 12 digits");
    }

    @Test
    void shouldTakeAPolicyWhoseWhiteSpaceAloneIsTooLong() {
        // Given
        String accounts = IntStream.range(0, 230)
                .mapToObj(number -> "\"arn:aws:iam::1111%08d:root\"".formatted(number))
                .collect(Collectors.joining(",\n" + " ".repeat(28), "[", "]"));
        String text = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"AllowPull\", \"Effect\": \"Allow\",\n"
                + "\"Principal\": {\"AWS\": " + accounts + "},\n\"Action\": [\"ecr:BatchGetImage\"]}]}";
        assertThat(text).hasSizeGreaterThan(10_240);

        // When
        world.applyReady("api", "repositoryPolicy:\n  policyText: |\n" + text.indent(4));

        // Then
        assertThat(world.ecr().repositoryPolicyText("api"))
                .hasValueSatisfying(sent -> assertThat(sent).hasSizeLessThanOrEqualTo(10_240));
    }

    @Test
    void shouldNameAllowLockoutWhereEcrProtectsItsCaller() {
        // When
        world.apply("api", statement("effect: Deny, principal: {AWS: [\"*\"]}, action: [\"ecr:*\"]"));

        // Then
        assertThat(ready(world.awaitNotReady("api", Reason.REJECTED_BY_AWS)))
                .endsWith("Leave ecr:SetRepositoryPolicy to the operator's identity in repositoryPolicy, or set"
                        + " repositoryPolicy.allowLockout: true if nobody is to change the policy any more.");

        // When
        world.apply(
                "api",
                statement("effect: Deny, principal: {AWS: [\"*\"]}, action: [\"ecr:*\"]")
                        .replace("{statements", "{allowLockout: true, statements"));

        // Then
        eventually("ECR has it", () -> assertThat(world.ecr().repositoryPolicyText("api"))
                .hasValueSatisfying(text -> assertThat(text).contains("Deny")));
    }

    @Test
    void shouldNameTheTagsThatHaveNoRoomAndThoseThatCanGo() {
        // Given
        Map<String, String> tags = new HashMap<>();
        IntStream.range(10, 60).forEach(number -> tags.put("k" + number, "v"));
        world.ecr().createRepository("full", tags);

        // When
        world.apply("api", "repositoryName: full\nadoptionPolicy: IfUnowned");

        // Then
        assertThat(ready(world.awaitNotReady("api", Reason.REJECTED_BY_AWS)))
                .endsWith(
                        "There is no room for ecr-operator.io/cluster-uid, ecr-operator.io/owner beside the 50 tags that"
                                + " the repository has; ECR takes 50. Remove 2 tags in ECR (aws ecr untag-resource); not in"
                                + " spec.tags are k10, k11, k12, k13, k14 and 45 more.");
    }

    @Test
    void shouldNameTheStatementThatSomebodyElseAddedAndThatWasTakenAway() {
        // Given
        world.applyReady(
                "api",
                statement(
                        "sid: AllowPull, effect: Allow, principal: {AWS: [\"arn:aws:iam::123456789012:root\"]}, action:"
                                + " [\"ecr:BatchGetImage\"]"));
        String ours = policy("api");
        world.ecr()
                .setRepositoryPolicy(
                        "api",
                        ours.replace(
                                "\"Statement\":[",
                                "\"Statement\":[{\"Sid\":\"LambdaECRImageRetrievalPolicy\",\"Effect\":\"Allow\","
                                        + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":"
                                        + "[\"ecr:BatchGetImage\"],\"Condition\":{\"StringLike\":{\"aws:sourceArn\":"
                                        + "\"arn:aws:lambda:eu-central-1:123456789012:function:*\"}}},"));

        // When
        world.lookAgain("api");

        // Then
        assertThat(world.awaitEvent("api", Reason.DRIFT_REPAIRED).getMessage())
                .matches("Repository api had been changed outside Kubernetes; set it back: SetRepositoryPolicy"
                        + " sha256:[0-9a-f]{12} \\(removes statement LambdaECRImageRetrievalPolicy\\)");
        assertThat(policy("api")).isEqualTo(ours);
    }

    /** What ECR has, without the white space that it adds. */
    private String policy(String repository) {
        return world.ecr().repositoryPolicyText(repository).orElseThrow().replaceAll("\\s", "");
    }

    private static String statement(String fields) {
        return "repositoryPolicy: {statements: [{" + fields + "}]}";
    }

    private static String ready(EcrRepository object) {
        return World.condition(object, ConditionType.READY).getMessage();
    }
}
