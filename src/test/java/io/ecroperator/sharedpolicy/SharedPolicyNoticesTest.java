package io.ecroperator.sharedpolicy;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.lifecycle.LifecyclePolicyDoor;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.status.Notice;
import io.ecroperator.undeclared.PolicyChange.DeletePolicy;
import io.ecroperator.undeclared.PolicyChange.PutPolicy;
import io.ecroperator.undeclared.PolicyChange.UntagResource;
import io.ecroperator.undeclared.UndeclaredReach;
import io.ecroperator.undeclared.UndeclaredTally;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedPolicyNoticesTest {

    private static final EcrLifecyclePolicy POLICY = policy("shared", KEEP_10);
    private static final PolicyDocument RULES = Attachments.document(POLICY);
    private static final String THEIRS =
            "{\"rules\":[{\"rulePriority\":5,\"description\":\"secret plans\",\"selection\":{\"tagStatus\":\"untagged\","
                    + "\"countType\":\"imageCountMoreThan\",\"countNumber\":7},\"action\":{\"type\":\"expire\"}}]}";
    private static final String PUT = "PutLifecyclePolicy (adds rule 1 (any, imageCountMoreThan 10: expire))";

    private final UndeclaredTally tally = new UndeclaredTally(() -> true, 1);

    @Test
    void shouldTellOnceOfAllRepositoriesWhereTheSameWasDone() {
        // Given
        IntStream.range(0, 300).forEach(number -> tally.written("cache/r%03d".formatted(number), PUT));

        // Then
        assertThat(notices())
                .containsExactly(new Notice(
                        false,
                        "Updated",
                        "Updated repositories cache/r000, cache/r001, cache/r002, cache/r003, cache/r004 and 295 more: "
                                + PUT));
    }

    @Test
    void shouldNameTheRulesOfOthersThatWereTakenAwayAndNeverTheirDescription() {
        // Given
        String call = new PutPolicy(
                        "cache/nginx",
                        RULES.text(),
                        false,
                        Optional.of(PolicyDifference.of(Optional.of(THEIRS), RULES)))
                .describe(new LifecyclePolicyDoor())
                .orElseThrow();
        tally.repaired("cache/nginx");
        tally.written("cache/nginx", call);

        // Then
        assertThat(notices())
                .containsExactly(new Notice(
                        true,
                        "DriftRepaired",
                        "Something else had changed the lifecycle policy of repository cache/nginx; it was set back to"
                                + " this one: PutLifecyclePolicy (adds rule 1 (any, imageCountMoreThan 10: expire), removes"
                                + " rule 5 (untagged, imageCountMoreThan 7: expire))"));
    }

    @Test
    void shouldTellOfAWithdrawalOnceAndWhetherRulesWentWithIt() {
        // Given
        tally.withdrawn("cache/nginx", "other/team/nginx");
        tally.written("cache/nginx", "DeleteLifecyclePolicy (removes rule 1 (any, imageCountMoreThan 10: expire))");
        tally.withdrawn("cache/redis", "other/team/redis");

        // Then
        assertThat(notices())
                .extracting(Notice::message)
                .satisfiesExactly(
                        nginx -> assertThat(nginx)
                                .contains(
                                        "and its rules: DeleteLifecyclePolicy (removes rule 1 (any, imageCountMoreThan 10:"
                                                + " expire))."),
                        redis -> assertThat(redis).contains("; its rules no longer stood there."));
    }

    @Test
    void shouldTellOnceOfAHundredWithdrawalsAndCountTheRest() {
        // Given
        IntStream.range(0, 100)
                .mapToObj("r%03d"::formatted)
                .forEach(name -> tally.withdrawn("cache/" + name, "other/team/" + name));

        // Then
        assertThat(notices())
                .extracting(Notice::message)
                .singleElement()
                .asString()
                .startsWith("Of these repositories, each now belongs to the owner in brackets: cache/r000"
                        + " (other/team/r000), cache/r001 (other/team/r001), ")
                .contains("cache/r004 (other/team/r004) and 95 more (tag ecr-operator.io/owner)")
                .contains("; its rules no longer stood there.");
    }

    @Test
    void shouldTellOfNoMoreThanTwentyDifferences() {
        // Given
        IntStream.range(0, 50).forEach(number -> tally.written("cache/r" + number, PUT + number));

        // Then
        assertThat(notices()).hasSize(20);
    }

    @Test
    void shouldSayThatNobodyHasReadWhatWentAndNothingOfTags() {
        assertThat(new DeletePolicy("cache/nginx", Optional.empty()).describe(new LifecyclePolicyDoor()))
                .contains("DeleteLifecyclePolicy (what stood there before was not read)");
        assertThat(new UntagResource("arn", true).describe(new LifecyclePolicyDoor()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, The rules stay in ECR where it had put them: ",
        "1, The rules stay in ECR on the repository that it was attached to: ",
        "2, The rules stay in ECR on the 2 repositories that it was attached to: "
    })
    void shouldSayWhereTheRulesOfAnUnreadablePolicyStay(int attached, String beginning) {
        assertThat(new SharedPolicyNotices(PolicyKind.LIFECYCLE)
                        .ofUnreadable(PolicyObjects.withStatus("attachedRepositories: " + attached)))
                .hasValueSatisfying(notice -> assertThat(notice.message()).startsWith(beginning));
    }

    private List<Notice> notices() {
        return new SharedPolicyNotices(PolicyKind.LIFECYCLE)
                .of(
                        POLICY,
                        new SharedPolicyStatusFactory(PolicyKind.LIFECYCLE, Clock.systemUTC())
                                .status(
                                        POLICY,
                                        SharedPolicyReach.of(PolicyKind.LIFECYCLE, POLICY, List.of(), List.of(POLICY)),
                                        UndeclaredReach.NONE),
                        tally.reach());
    }
}
