package io.ecroperator.sharedpolicy;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.KEEP_20;
import static io.ecroperator.attachment.PolicyObjects.deleted;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static io.ecroperator.attachment.PolicyObjects.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.undeclared.UndeclaredReach;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedPolicyStatusFactoryTest {

    private static final String SELECTS_ALL = ", repositorySelector: {}";
    private static final EcrLifecyclePolicy POLICY = policy("shared", KEEP_10 + SELECTS_ALL);
    private static final String DIGEST = Attachments.document(POLICY).digest();
    private static final String SEVERAL_TAGS =
            "rules: [{rulePriority: 3, selection: {tagStatus: tagged, tagPrefixList: [prod, release], countType:"
                    + " imageCountMoreThan, countNumber: 9}, action: {type: expire}}]";
    private static final String HAS_IT =
            "lifecycle: {source: EcrLifecyclePolicy/shared, attachedBy: RepositorySelector," + " digest: '" + DIGEST
                    + "'}";
    private static final String HAD_ANOTHER =
            "lifecycle: {source: EcrLifecyclePolicy/shared, attachedBy: RepositorySelector, digest: 'sha256:0'}";

    private final SharedPolicyStatusFactory statuses = new SharedPolicyStatusFactory(
            PolicyKind.LIFECYCLE, Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

    @Test
    void shouldBeReadyWhenEveryRepositoryHasIt() {
        // When
        SharedPolicyStatus status =
                status(POLICY, List.of(repository("a", "", "", HAS_IT), repository("b", "", "", HAS_IT)), POLICY);

        // Then
        assertThat(ready(status)).isEqualTo("True InSync: In ECR on all 2 repositories that it is attached to.");
        assertThat(status.attachedRepositories()).isEqualTo(2);
        assertThat(status.syncedRepositories()).isEqualTo(2);
        assertThat(status.digest()).isEqualTo(DIGEST);
        assertThat(status.pendingRepositories()).isNull();
    }

    @Test
    void shouldNameThoseThatDoNotHaveItYet() {
        // When
        SharedPolicyStatus status = status(
                POLICY,
                List.of(
                        repository("new", "", "", ""),
                        repository("old", "", "", HAD_ANOTHER),
                        repository("done", "", "", HAS_IT)),
                POLICY);

        // Then
        assertThat(ready(status))
                .isEqualTo("False Attaching: In ECR on 1 of 3 repositories; not yet: EcrRepositories new, old.");
        assertThat(status.pendingRepositories()).containsExactly("new", "old");
        assertThat(stalled(status)).isEmpty();
    }

    @Test
    void shouldSayOnBothSidesWhenTwoSelectTheSame() {
        // Given
        EcrLifecyclePolicy rival = policy("rival", KEEP_20 + SELECTS_ALL);
        List<EcrRepository> repositories = List.of(repository("api", "", "", HAS_IT));

        // When
        SharedPolicyStatus ours = status(POLICY, repositories, POLICY, rival);
        SharedPolicyStatus theirs = status(rival, repositories, POLICY, rival);

        // Then
        assertThat(ready(ours))
                .startsWith("False Conflict: EcrRepository api is selected or matched by EcrLifecyclePolicy rival too");
        assertThat(ready(theirs))
                .startsWith(
                        "False Conflict: EcrRepository api is selected or matched by EcrLifecyclePolicy shared too");
        assertThat(stalled(ours)).hasSize(1);
        assertThat(ours.conflictingRepositories()).containsExactly("api");
    }

    @Test
    void shouldNotCountWhatOnlyWatchesOrIsOnItsWayOut() {
        // Given
        EcrRepository leaving = repository("leaving", "", "", "");
        leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        // When
        SharedPolicyStatus status =
                status(POLICY, List.of(repository("watching", "", "managementPolicy: Observe", ""), leaving), POLICY);

        // Then
        assertThat(ready(status))
                .isEqualTo("True InSync: No EcrRepository refers to this policy or is selected by it.");
    }

    @Test
    void shouldBeStalledWhenItCannotBeUsed() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", "policyText: nonsense, repositorySelector: {}");

        // When
        SharedPolicyStatus status = status(policy, List.of(repository("api", "", "", "")), policy);

        // Then
        assertThat(ready(status)).startsWith("False InvalidLifecyclePolicy: spec: ");
        assertThat(stalled(status)).hasSize(1);
        assertThat(status.attachedRepositories()).isZero();
        assertThat(status.digest()).isNull();
    }

    @Test
    void shouldWarnOfARuleOfSeveralTagsBesideBeingReady() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", SEVERAL_TAGS + SELECTS_ALL);

        // When
        SharedPolicyStatus status = status(policy, List.of(), policy);

        // Then
        assertThat(ready(status)).startsWith("True InSync: ");
        assertThat(Conditions.find(status.conditions(), ConditionType.SPEC_WARNING))
                .hasValueSatisfying(warning -> assertThat(warning.getReason() + " " + warning.getMessage())
                        .startsWith(
                                "AllTagsRequired spec: rules[0] (rulePriority 3) selects only images that match every"
                                        + " entry of tagPrefixList at once (\"prod\", \"release\")"));
    }

    @Test
    void shouldRecordAnEventForAWarningOnce() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", SEVERAL_TAGS + SELECTS_ALL);
        SharedPolicyStatus status = status(policy, List.of(), policy);

        // When
        List<Notice> first = new SharedPolicyNotices(PolicyKind.LIFECYCLE).of(policy, status, UndeclaredReach.NONE);
        policy.setStatus(status);

        // Then
        assertThat(first).extracting(Notice::reason).containsExactly("AllTagsRequired");
        assertThat(new SharedPolicyNotices(PolicyKind.LIFECYCLE)
                        .of(policy, status(policy, List.of(), policy), UndeclaredReach.NONE))
                .isEmpty();
    }

    @Test
    void shouldListNoMoreNamesThanTheSchemaAllows() {
        // When
        SharedPolicyStatus status = status(
                POLICY,
                IntStream.range(100, 150)
                        .mapToObj(number -> repository("r" + number, "", "", ""))
                        .toList(),
                POLICY);

        // Then
        assertThat(status.pendingRepositories()).hasSize(20).startsWith("r100", "r101");
        assertThat(status.attachedRepositories()).isEqualTo(50);
        assertThat(ready(status)).endsWith("r104 and 45 more.");
    }

    @Test
    void shouldHoldADeletedPolicyUntilNoRepositoryHasItOrIsAboutToGetIt() {
        // Given
        EcrLifecyclePolicy policy = deleted(policy("shared", KEEP_10));
        String named = "lifecyclePolicy: {ref: {name: shared}}";
        String settled = "conditions: [{type: Synced, status: 'True', reason: InSync, message: '',"
                + " lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 1}]";

        // When
        SharedPolicyReach reach = SharedPolicyReach.of(
                PolicyKind.LIFECYCLE,
                policy,
                List.of(
                        repository("has", "", named, HAS_IT + ", " + settled),
                        repository("in-the-middle", "", named, ""),
                        repository("rid-of-it", "", named, settled),
                        repository("stranger", "", "", "")),
                List.of(policy));

        // Then
        assertThat(reach.holding()).containsExactly("has", "in-the-middle");
        assertThat(ready(statuses.detaching(policy, reach, UndeclaredReach.NONE)))
                .startsWith("False Detaching: The policy is being removed from EcrRepositories has, in-the-middle.");
    }

    @Test
    void shouldNotSayMoreThanItKnowsWhileEcrCannotBeListed() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", KEEP_10 + ", repositoryNamePatterns: ['cache/*']");
        FailureReport away =
                new FailureReport(Reason.AWS_UNAVAILABLE, "DescribeRepositories failed.", Optional.empty(), true);

        // Then
        assertThat(ready(unseen(policy, Optional.empty()))).startsWith("Unknown WaitingForRegistry: ");
        assertThat(ready(unseen(policy, Optional.of(away))))
                .isEqualTo("Unknown AwsUnavailable: DescribeRepositories failed.");
    }

    @Test
    void shouldLeaveAStatusThatSaysReadyAsItIsWhileEcrCannotBeListed() {
        // Given
        String ready =
                "undeclaredRepositories: 7, attachedRepositories: 7, observedGeneration: 1, conditions: [{type: Ready,"
                        + " status: 'True', reason: InSync, message: '', lastTransitionTime: '2026-01-01T00:00:00Z',"
                        + " observedGeneration: 1}]";
        EcrLifecyclePolicy policy = policy("shared", KEEP_10 + ", repositoryNamePatterns: ['cache/*']");
        policy.setStatus(PolicyObjects.withStatus(ready).getStatus());
        EcrLifecyclePolicy edited = policy("shared", KEEP_20 + ", repositoryNamePatterns: ['cache/*']");
        edited.setStatus(policy.getStatus());
        edited.getMetadata().setGeneration(2L);

        // Then
        assertThat(unseen(policy, Optional.empty())).isEqualTo(policy.getStatus());
        assertThat(ready(unseen(edited, Optional.empty()))).startsWith("Unknown WaitingForRegistry: ");
        assertThat(unseen(edited, Optional.empty()).undeclaredRepositories()).isEqualTo(7);
    }

    @Test
    void shouldAnswerANewObjectAlikeWithAndWithoutTheStatusThatTheApiServerGivesIt() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", KEEP_10 + ", repositoryNamePatterns: ['cache/*']");
        SharedPolicyStatus seen = status(policy, List.of(), policy);
        SharedPolicyStatus unseen = unseen(policy, Optional.empty());

        // When
        policy.setStatus(PolicyObjects.withStatus("observedGeneration: -1").getStatus());

        // Then
        assertThat(status(policy, List.of(), policy)).isEqualTo(seen);
        assertThat(unseen(policy, Optional.empty())).isEqualTo(unseen);
    }

    @Test
    void shouldSayWhatIsWithheldAndHowFarTheRestHasGot() {
        // Given
        EcrLifecyclePolicy policy =
                policy("shared", KEEP_10 + ", repositorySelector: {}, repositoryNamePatterns: ['cache/*']");
        UndeclaredReach withheld = UndeclaredReach.unseen(Optional.empty())
                .beside(Optional.of(UndeclaredReach.Withheld.notPermitted(true, "It may not.")));

        // When
        SharedPolicyStatus done = status(policy, withheld, repository("a", "", "", HAS_IT));
        SharedPolicyStatus halfway =
                status(policy, withheld, repository("a", "", "", HAS_IT), repository("b", "", "", ""));

        // Then
        assertThat(ready(done))
                .isEqualTo("False NotPermitted: It may not. In ECR on the one repository that it is attached to.");
        assertThat(stalled(done)).hasSize(1);
        assertThat(done.undeclaredRepositories()).isNull();
        assertThat(ready(halfway))
                .isEqualTo("False NotPermitted: It may not. In ECR on 1 of 2 repositories; not yet: EcrRepository b.");
        assertThat(halfway.pendingRepositories()).containsExactly("b");
    }

    @Test
    void shouldRememberButNotCountAsInForceWhatItHadPutBeforeItWasWithheld() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", KEEP_10 + ", repositoryNamePatterns: ['cache/*']");
        policy.setStatus(PolicyObjects.withStatus("undeclaredRepositories: 7, attachedRepositories: 7")
                .getStatus());
        UndeclaredReach withheld = UndeclaredReach.unseen(Optional.empty())
                .beside(Optional.of(UndeclaredReach.Withheld.notPermitted(true, "It may not.")));

        // When
        SharedPolicyStatus status = status(policy, withheld);

        // Then
        assertThat(status.undeclaredRepositories()).isEqualTo(7);
        assertThat(status.attachedRepositories()).isEqualTo(7);
        assertThat(status.syncedRepositories()).isZero();
    }

    @Test
    void shouldTellAConflictBesideWhatIsWithheld() {
        // Given
        EcrLifecyclePolicy policy = policy("shared", KEEP_10 + ", repositorySelector: {}");
        EcrLifecyclePolicy rival = policy("rival", KEEP_20 + SELECTS_ALL);
        UndeclaredReach withheld = UndeclaredReach.unseen(Optional.empty())
                .beside(Optional.of(UndeclaredReach.Withheld.notPermitted(true, "It may not.")));

        // When
        SharedPolicyStatus status = statuses.status(
                policy,
                SharedPolicyReach.of(
                        PolicyKind.LIFECYCLE, policy, List.of(repository("api", "", "", "")), List.of(policy, rival)),
                withheld);

        // Then
        assertThat(ready(status))
                .startsWith("False Conflict: EcrRepository api ")
                .endsWith(" It may not.");
    }

    private SharedPolicyStatus status(
            EcrLifecyclePolicy policy, UndeclaredReach undeclared, EcrRepository... repositories) {
        return statuses.status(
                policy,
                SharedPolicyReach.of(PolicyKind.LIFECYCLE, policy, List.of(repositories), List.of(policy)),
                undeclared);
    }

    private SharedPolicyStatus unseen(EcrLifecyclePolicy policy, Optional<FailureReport> why) {
        return statuses.status(
                policy,
                SharedPolicyReach.of(PolicyKind.LIFECYCLE, policy, List.of(), List.of(policy)),
                UndeclaredReach.unseen(why));
    }

    private SharedPolicyStatus status(
            EcrLifecyclePolicy policy, List<EcrRepository> repositories, EcrLifecyclePolicy... policies) {
        return statuses.status(
                policy,
                SharedPolicyReach.of(PolicyKind.LIFECYCLE, policy, repositories, List.of(policies)),
                UndeclaredReach.NONE);
    }

    private static String ready(SharedPolicyStatus status) {
        Condition ready =
                Conditions.find(status.conditions(), ConditionType.READY).orElseThrow();
        return ready.getStatus() + " " + ready.getReason() + ": " + ready.getMessage();
    }

    private static List<Condition> stalled(SharedPolicyStatus status) {
        return Conditions.find(status.conditions(), ConditionType.STALLED).stream()
                .toList();
    }
}
