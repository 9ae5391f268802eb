package io.ecroperator.sharedpolicy;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.aws.view.DeepFacet;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.NumberAgreement;
import io.ecroperator.undeclared.UndeclaredDecision;
import io.ecroperator.undeclared.UndeclaredReach;
import io.ecroperator.undeclared.UndeclaredTally;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages with none, one and several of everything that they count. */
class SharedPolicyCountsTest {

    private static final EcrLifecyclePolicy POLICY =
            policy("shared", KEEP_10 + ", repositorySelector: {}, repositoryNamePatterns: ['cache/*']");

    private static final List<UndeclaredDecision> DECISIONS = List.of(
            new UndeclaredDecision.Synced(),
            new UndeclaredDecision.Kept(),
            new UndeclaredDecision.Contested(new TreeSet<>(List.of("team/rival"))),
            new UndeclaredDecision.Taken("0f1e"),
            new UndeclaredDecision.Unread(DeepFacet.TAGS, true),
            new UndeclaredDecision.Unread(DeepFacet.TAGS, false));

    private final SharedPolicyStatusFactory statuses = new SharedPolicyStatusFactory(
            PolicyKind.LIFECYCLE, Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

    static Stream<Arguments> counts() {
        return IntStream.range(0, 3).boxed().flatMap(declared -> IntStream.range(0, 3)
                .boxed()
                .flatMap(others -> DECISIONS.stream().map(each -> arguments(declared, others, each))));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void shouldAgreeWithEveryNumber(int declared, int others, UndeclaredDecision decision) {
        // Given
        UndeclaredReach undeclared = undeclared(others, decision);
        List<String> names = names("r", declared);
        List<String> none = List.of();

        // When
        Stream<SharedPolicyReach> reaches = Stream.of(
                new SharedPolicyReach(names, none, none, none, none),
                new SharedPolicyReach(names, names, none, none, none),
                new SharedPolicyReach(names, none, names, List.of("rival"), none),
                new SharedPolicyReach(names, none, none, none, names));

        // Then
        assertThat(reaches).allSatisfy(reach -> {
            NumberAgreement.check(ready(statuses.status(POLICY, reach, undeclared)));
            NumberAgreement.check(ready(statuses.status(POLICY, reach, UndeclaredReach.NONE)));
            NumberAgreement.check(ready(statuses.detaching(POLICY, reach, undeclared)));
        });
    }

    @Test
    void shouldSayOneAsOne() {
        // Given
        List<String> one = names("r", 1);
        List<String> none = List.of();

        // Then
        assertThat(ready(statuses.status(
                        POLICY, new SharedPolicyReach(one, one, none, none, none), UndeclaredReach.NONE)))
                .isEqualTo("In ECR on 0 of 1 repository; not yet: EcrRepository r0.");
        assertThat(ready(statuses.status(
                        POLICY, new SharedPolicyReach(none, none, none, none, none), undeclared(1, DECISIONS.get(3)))))
                .startsWith(
                        "Repository cache/0 has the policy of an EcrLifecyclePolicy of this name from another cluster");
    }

    @Test
    void shouldSaySeveralAsSeveral() {
        // Given
        List<String> two = names("r", 2);
        List<String> none = List.of();

        // Then
        assertThat(ready(statuses.status(
                        POLICY, new SharedPolicyReach(none, none, two, List.of("rival"), none), UndeclaredReach.NONE)))
                .startsWith(
                        "EcrRepositories r0, r1 are selected or matched by EcrLifecyclePolicy rival too, and keep the"
                                + " policies that they have.");
        assertThat(ready(statuses.status(
                        POLICY,
                        new SharedPolicyReach(none, none, names("r", 1), List.of("rival"), none),
                        undeclared(1, DECISIONS.get(2)))))
                .startsWith("EcrRepository r0, repository cache/0 are selected or matched by EcrLifecyclePolicy rival,"
                        + " team/rival too");
        assertThat(ready(statuses.status(
                        POLICY, new SharedPolicyReach(none, none, none, none, none), undeclared(2, DECISIONS.get(3)))))
                .startsWith("Repositories cache/0, cache/1 have the policy of");
    }

    private static UndeclaredReach undeclared(int count, UndeclaredDecision decision) {
        UndeclaredTally tally = new UndeclaredTally(() -> true, 1);
        names("cache/", count).forEach(name -> tally.count(name, decision));
        return tally.reach();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    private static String ready(SharedPolicyStatus status) {
        return Conditions.find(status.conditions(), ConditionType.READY)
                .orElseThrow()
                .getMessage();
    }
}
