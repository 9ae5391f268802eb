package io.ecroperator.undeclared;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.KEEP_20;
import static io.ecroperator.attachment.PolicyObjects.deleted;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.AsRepositoryPolicy;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.lifecycle.LifecyclePolicyDoor;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.ownership.PolicyTags;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.repositorypolicy.RepositoryPolicyDoor;
import io.ecroperator.support.PowersOf;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndeclaredPlannerTest {

    private static final String NAME = "cache/nginx";
    private static final PolicyDoor DOOR = new LifecyclePolicyDoor();
    private static final String MARKER = "prod/team/shared";
    private static final PolicyMark MARK = new PolicyMark(PolicyTags.LIFECYCLE_POLICY, MARKER);
    private static final String UID = "0f1e2d3c-0000-4000-8000-00000000000";
    private static final ClusterUid HERE = new ClusterUid(UID + "1", Set.of(UID + "f"));
    private static final String MATCHES = ", repositoryNamePatterns: ['cache/*']";
    private static final String ELSEWHERE = ", repositoryNamePatterns: ['mirror/*']";
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String EARLIER = "2025-12-31T00:00:00Z";
    private static final String LATER = "2026-01-02T00:00:00Z";
    private static final String DIGEST_10 =
            Attachments.document(policy("any", KEEP_10)).digest();

    private static final PolicyDocument KEPT_10 = Attachments.document(policy("any", KEEP_10));
    private static final PolicyDocument KEPT_20 = Attachments.document(policy("any", KEEP_20));
    private static final PolicyDocument PULL = Attachments.document(AsRepositoryPolicy.of(policy("any", KEEP_10)));
    private static final PolicyDocument PUSH = Attachments.document(AsRepositoryPolicy.of(policy("any", KEEP_20)));

    private static final ViewedRepository UNREAD = seen(Reading.unread(), Reading.unread());
    private static final ViewedRepository UNTAGGED = seen(Reading.found(Map.of()), Reading.unread());
    private static final ViewedRepository EMPTY = seen(Reading.found(Map.of()), Reading.absent());
    private static final ViewedRepository EQUAL = seen(Reading.found(Map.of()), text(KEEP_10));
    private static final ViewedRepository FOREIGN = seen(Reading.found(Map.of()), text(KEEP_20));
    private static final ViewedRepository OWNED =
            seen(Reading.found(Map.of(Ownership.TAG_KEY, "other/ns/api")), Reading.absent());
    private static final ViewedRepository MARKED = seen(marked(MARKER), Reading.unread());
    private static final ViewedRepository MARKED_EMPTY = seen(marked(MARKER), Reading.absent());
    private static final ViewedRepository MARKED_EQUAL = seen(marked(MARKER), text(KEEP_10));
    private static final ViewedRepository MARKED_DIFFERENT = seen(marked(MARKER), text(KEEP_20));
    private static final ViewedRepository MARKED_NONSENSE =
            seen(marked(MARKER), Reading.found(new LifecyclePolicyText("{}", null)));
    private static final ViewedRepository MARKED_HERE = seen(marked(MARKER, UID + "1"), text(KEEP_10));
    private static final ViewedRepository MARKED_BY_A_TWIN = seen(marked(MARKER, UID + "2"), text(KEEP_20));
    private static final ViewedRepository MARKED_BY_THE_REPLACED = seen(marked(MARKER, UID + "f"), text(KEEP_10));
    private static final ViewedRepository ANNOUNCED = seen(announced(KEEP_10), Reading.unread());
    private static final ViewedRepository ANNOUNCED_EMPTY = seen(announced(KEEP_10), Reading.absent());
    private static final ViewedRepository ANNOUNCED_EQUAL = seen(announced(KEEP_10), text(KEEP_10));
    private static final ViewedRepository ANNOUNCED_DIFFERENT = seen(announced(KEEP_10), text(KEEP_20));
    private static final ViewedRepository ANNOUNCED_EARLIER = seen(announced(KEEP_20), text(KEEP_20));
    private static final ViewedRepository ANNOUNCED_BY_A_TWIN =
            seen(marked(MARK.announcing(Attachments.document(policy("any", KEEP_10))), UID + "2"), text(KEEP_10));
    private static final ViewedRepository ANNOUNCED_BY_THE_REPLACED =
            seen(marked(MARK.announcing(Attachments.document(policy("any", KEEP_10))), UID + "f"), Reading.absent());
    private static final ViewedRepository MARKED_BY_ANOTHER = seen(marked("prod/team/rival"), text(KEEP_20));
    private static final ViewedRepository MARKED_BY_ANOTHER_EMPTY = seen(marked("prod/team/rival"), Reading.absent());

    private static ViewedRepository seen(Reading<Map<String, String>> tags, Reading<LifecyclePolicyText> policy) {
        return new ViewedRepository(Reading.found(repository()), tags, Reading.unread(), policy);
    }

    private static Reading<Map<String, String>> marked(String marker) {
        return Reading.found(Map.of(Ownership.LIFECYCLE_POLICY_TAG_KEY, marker, "team", "a"));
    }

    private static Reading<Map<String, String>> marked(String marker, String clusterUid) {
        return Reading.found(Map.of(
                Ownership.LIFECYCLE_POLICY_TAG_KEY, marker,
                Ownership.CLUSTER_UID_TAG_KEY, clusterUid));
    }

    private static Reading<Map<String, String>> announced(String rules) {
        return marked(MARK.announcing(Attachments.document(policy("any", rules))));
    }

    private static ViewedRepository ownedByAnother(Reading<LifecyclePolicyText> policy) {
        return owned("other/ns/api", policy);
    }

    private static ViewedRepository owned(String owner, Reading<LifecyclePolicyText> policy) {
        return seen(
                Reading.found(Map.of(Ownership.TAG_KEY, owner, Ownership.LIFECYCLE_POLICY_TAG_KEY, MARKER)), policy);
    }

    private static EcrLifecyclePolicy unreadable() {
        EcrLifecyclePolicy policy = shared(MATCHES);
        policy.setSpec(null);
        return policy;
    }

    private static Reading<LifecyclePolicyText> text(String rules) {
        String text = Attachments.document(policy("any", rules)).text();
        return Reading.found(new LifecyclePolicyText(text, null));
    }

    /**
     * A case.
     *
     * @param expected in short
     */
    record Case(String name, EcrLifecyclePolicy policy, ViewedRepository ecr, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static EcrLifecyclePolicy shared(String more) {
        return policy("shared", KEEP_10 + more);
    }

    /** With a status that says Ready since then, for this generation of the spec. */
    private static EcrLifecyclePolicy ready(EcrLifecyclePolicy policy, String since, long generation) {
        EcrLifecyclePolicy with = PolicyObjects.withStatus(
                "undeclaredRepositories: 1, observedGeneration: " + generation + ", digest: '" + DIGEST_10
                        + "', conditions: [{type: Ready, status: 'True', reason: InSync, message: '', lastTransitionTime: '"
                        + since + "', observedGeneration: " + generation + "}]");
        policy.setStatus(with.getStatus());
        return policy;
    }

    static List<Case> cases() {
        return List.of(
                new Case("matches nothing", shared(ELSEWHERE), EMPTY, "None"),
                new Case("no patterns", shared(""), EMPTY, "None"),
                new Case("belongs to an object elsewhere", shared(MATCHES), OWNED, "None"),
                new Case("nobody knows its tags", shared(MATCHES), UNREAD, "Unread TAGS"),
                new Case("nobody knows its policy", shared(MATCHES), UNTAGGED, "Unread LIFECYCLE_POLICY"),
                new Case("has no policy", shared(MATCHES), EMPTY, "Attach TagResource PutPolicy TagResource"),
                new Case("has the same by other hands", shared(MATCHES), EQUAL, "Synced"),
                new Case("has another", shared(MATCHES), FOREIGN, "Kept"),
                new Case(
                        "has another, to be replaced",
                        shared(MATCHES + ", onExisting: Replace"),
                        FOREIGN,
                        "Attach TagResource PutPolicy TagResource"),
                new Case("has what another policy set", shared(MATCHES), MARKED_BY_ANOTHER, "Kept"),
                new Case(
                        "has a mark only that another policy left",
                        shared(MATCHES),
                        MARKED_BY_ANOTHER_EMPTY,
                        "Attach TagResource PutPolicy TagResource"),
                new Case("has it from us", shared(MATCHES), MARKED_EQUAL, "Synced"),
                new Case("was changed", shared(MATCHES), MARKED_DIFFERENT, "Attach PutPolicy"),
                new Case("was changed to nonsense", shared(MATCHES), MARKED_NONSENSE, "Attach PutPolicy"),
                new Case("lost it, or never got it", shared(MATCHES), MARKED_EMPTY, "Attach PutPolicy"),
                new Case("marked, not read, in the middle", shared(MATCHES), MARKED, "Unread LIFECYCLE_POLICY"),
                new Case("marked, not read, was well", ready(shared(MATCHES), LATER, 1), MARKED, "Synced"),
                new Case(
                        "marked, not read, was well, edited since",
                        ready(policy("shared", KEEP_20 + MATCHES), LATER, 0),
                        MARKED,
                        "Attach PutPolicy"),
                new Case(
                        "marked, not read, was well, edited in words only",
                        ready(shared(MATCHES), LATER, 0),
                        MARKED,
                        "Synced"),
                new Case("announced, not read", shared(MATCHES), ANNOUNCED, "Unread LIFECYCLE_POLICY"),
                new Case(
                        "announced, not read, was well",
                        ready(shared(MATCHES), LATER, 1),
                        ANNOUNCED,
                        "Unread LIFECYCLE_POLICY"),
                new Case(
                        "announced, never got it",
                        shared(MATCHES),
                        ANNOUNCED_EMPTY,
                        "Attach TagResource PutPolicy TagResource"),
                new Case("announced, got it", shared(MATCHES), ANNOUNCED_EQUAL, "Attach TagResource"),
                new Case("announced, has what somebody else set", shared(MATCHES), ANNOUNCED_DIFFERENT, "Kept"),
                new Case(
                        "announced, has what somebody else set, to be replaced",
                        shared(MATCHES + ", onExisting: Replace"),
                        ANNOUNCED_DIFFERENT,
                        "Attach TagResource PutPolicy TagResource"),
                new Case(
                        "announced, got it, edited since",
                        shared(MATCHES),
                        ANNOUNCED_EARLIER,
                        "Attach TagResource PutPolicy"),
                new Case("announced, another cluster's", shared(MATCHES), ANNOUNCED_BY_A_TWIN, "Taken"),
                new Case(
                        "announced, of the cluster before",
                        shared(MATCHES),
                        ANNOUNCED_BY_THE_REPLACED,
                        "Attach TagResource"),
                new Case(
                        "announced, no longer matched, not read",
                        shared(ELSEWHERE),
                        ANNOUNCED,
                        "Unread LIFECYCLE_POLICY"),
                new Case(
                        "announced, no longer matched, got it",
                        shared(ELSEWHERE),
                        ANNOUNCED_EQUAL,
                        "Detach DeletePolicy UntagResource"),
                new Case(
                        "announced, got it, edited since, being deleted",
                        deleted(shared(MATCHES)),
                        ANNOUNCED_EARLIER,
                        "Detach DeletePolicy UntagResource"),
                new Case(
                        "announced, being deleted, has what somebody else set",
                        deleted(shared(MATCHES)),
                        ANNOUNCED_DIFFERENT,
                        "Detach UntagResource"),
                new Case("not read, was well", ready(shared(MATCHES), LATER, 1), UNTAGGED, "Kept"),
                new Case("untold, was well", ready(shared(MATCHES), LATER, 1), UNREAD, "Synced"),
                new Case("untold, newer than the word", ready(shared(MATCHES), EARLIER, 1), UNREAD, "Unread TAGS"),
                new Case("untold, edited since", ready(shared(MATCHES), LATER, 0), UNREAD, "Unread TAGS"),
                new Case(
                        "the policy cannot be used",
                        policy("shared", "policyText: nonsense" + MATCHES),
                        MARKED_DIFFERENT,
                        "None"),
                new Case("no longer matched", shared(ELSEWHERE), MARKED_EQUAL, "Detach DeletePolicy UntagResource"),
                new Case("no longer matched, has none", shared(ELSEWHERE), MARKED_EMPTY, "Detach UntagResource"),
                new Case("no longer matched, not read", shared(ELSEWHERE), MARKED, "Detach DeletePolicy UntagResource"),
                new Case(
                        "no longer matched, to be left", shared(ELSEWHERE + ", onDelete: Leave"), MARKED_EQUAL, "None"),
                new Case("never matched, has another", shared(ELSEWHERE), FOREIGN, "None"),
                new Case(
                        "perhaps no longer matched, untold", ready(shared(ELSEWHERE), LATER, 0), UNREAD, "Unread TAGS"),
                new Case("not matched, untold, was well", ready(shared(ELSEWHERE), LATER, 1), UNREAD, "None"),
                new Case("being deleted", deleted(shared(MATCHES)), MARKED_EQUAL, "Detach DeletePolicy UntagResource"),
                new Case(
                        "another owner came since",
                        shared(MATCHES),
                        ownedByAnother(text(KEEP_10)),
                        "Withdraw other/ns/api DeletePolicy UntagResource"),
                new Case(
                        "another owner came since, whose rules stand",
                        shared(MATCHES),
                        ownedByAnother(text(KEEP_20)),
                        "Withdraw other/ns/api UntagResource"),
                new Case(
                        "another owner came since, not read",
                        shared(MATCHES),
                        ownedByAnother(Reading.unread()),
                        "Unread LIFECYCLE_POLICY"),
                new Case(
                        "another owner came since, being deleted",
                        deleted(shared(MATCHES)),
                        ownedByAnother(text(KEEP_10)),
                        "Withdraw other/ns/api DeletePolicy UntagResource"),
                new Case(
                        "an EcrRepository of this cluster owns it",
                        shared(MATCHES),
                        owned("prod/team/nginx", text(KEEP_10)),
                        "None"),
                new Case("the spec cannot be read", unreadable(), MARKED_EQUAL, "None"),
                new Case("the spec cannot be read, being deleted", deleted(unreadable()), MARKED_EQUAL, "None"),
                new Case(
                        "the spec cannot be read, another owner came since",
                        unreadable(),
                        ownedByAnother(text(KEEP_10)),
                        "None"),
                new Case("being deleted, has another", deleted(shared(MATCHES)), FOREIGN, "None"),
                new Case("ours by its UID too", shared(MATCHES), MARKED_HERE, "Synced"),
                new Case("another cluster's", shared(MATCHES), MARKED_BY_A_TWIN, "Taken"),
                new Case("another cluster's, no longer matched", shared(""), MARKED_BY_A_TWIN, "None"),
                new Case("being deleted, another cluster's", deleted(shared(MATCHES)), MARKED_BY_A_TWIN, "None"),
                new Case("of the cluster before", shared(MATCHES), MARKED_BY_THE_REPLACED, "Attach TagResource"),
                new Case(
                        "being deleted, of the cluster before",
                        deleted(shared(MATCHES)),
                        MARKED_BY_THE_REPLACED,
                        "Detach DeletePolicy UntagResource"),
                new Case("being deleted, not ours", deleted(shared(MATCHES)), MARKED_BY_ANOTHER, "None"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDecideAsTheWordsSay(Case each) {
        UndeclaredPlanner planner = new UndeclaredPlanner(
                each.policy(),
                DOOR,
                MARK,
                HERE,
                PowersOf.ALL_NAMESPACES,
                List.of(each.policy()),
                started(each.policy()),
                false);

        assertThat(inShort(planner.decide(repository(), each.ecr()))).isEqualTo(each.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDecideAboutRepositoryPoliciesAlike(Case each) {
        EcrRepositoryPolicy policy = AsRepositoryPolicy.of(each.policy());
        if (policy.getStatus() != null) {
            String status = Serialization.asJson(policy.getStatus()).replace(DIGEST_10, PULL.digest());
            policy.setStatus(Serialization.unmarshal(status, SharedPolicyStatus.class));
        }
        UndeclaredPlanner planner = new UndeclaredPlanner(
                policy,
                new RepositoryPolicyDoor(),
                new PolicyMark(PolicyTags.REPOSITORY_POLICY, MARKER),
                HERE,
                PowersOf.ALL_NAMESPACES,
                List.of(policy),
                UndeclaredStart.of(policy, List.of(repository())),
                false);

        assertThat(inShort(planner.decide(repository(), asRepositoryPolicy(each.ecr()))))
                .isEqualTo(each.expected().replace("LIFECYCLE_POLICY", "REPOSITORY_POLICY"));
    }

    /** The same of the repository policy: its text, its tags, and the digest that a tag announces. */
    private static ViewedRepository asRepositoryPolicy(ViewedRepository seen) {
        Map<String, String> said = Map.of(
                Ownership.LIFECYCLE_POLICY_TAG_KEY,
                Ownership.REPOSITORY_POLICY_TAG_KEY,
                Ownership.CLUSTER_UID_TAG_KEY,
                Ownership.REPOSITORY_POLICY_CLUSTER_UID_TAG_KEY,
                MARK.announcing(KEPT_10),
                MARK.announcing(PULL),
                MARK.announcing(KEPT_20),
                MARK.announcing(PUSH),
                KEPT_10.text(),
                PULL.text(),
                KEPT_20.text(),
                PUSH.text(),
                "{}",
                "[]");
        return new ViewedRepository(
                seen.repository(),
                seen.tags().map(tags -> tags.entrySet().stream()
                        .collect(Collectors.toMap(
                                tag -> said.getOrDefault(tag.getKey(), tag.getKey()),
                                tag -> said.getOrDefault(tag.getValue(), tag.getValue())))),
                seen.lifecyclePolicy().map(text -> said.get(text.text())),
                Reading.unread());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTouchNothingWhenAnotherPolicyMatchesToo(Case each) {
        // Given
        EcrLifecyclePolicy rival = policy("rival", KEEP_20 + MATCHES);
        EcrLifecyclePolicy leaving = deleted(policy("leaving", KEEP_20 + MATCHES));

        // When
        UndeclaredDecision decision = new UndeclaredPlanner(
                        each.policy(),
                        DOOR,
                        MARK,
                        HERE,
                        PowersOf.ALL_NAMESPACES,
                        List.of(each.policy(), rival, leaving),
                        started(each.policy()),
                        false)
                .decide(repository(), each.ecr());

        // Then
        assertThat(decision).isNotInstanceOf(UndeclaredDecision.Attach.class);
        if (decision instanceof UndeclaredDecision.Contested contested) {
            assertThat(contested.rivals()).containsExactly("team/rival");
        }
    }

    @Test
    void shouldNotMindAPolicyThatMayNotReachUndeclaredRepositories() {
        // Given
        Powers powers = PowersOf.in("team", Power.REPOSITORY_NAME_PATTERNS);
        EcrLifecyclePolicy platform = shared(MATCHES);
        EcrLifecyclePolicy tenant = policy("tenant", KEEP_20 + MATCHES);
        tenant.getMetadata().setNamespace("another-team");

        // When
        UndeclaredDecision decision = new UndeclaredPlanner(
                        platform, DOOR, MARK, HERE, powers, List.of(platform, tenant), started(platform), false)
                .decide(repository(), EMPTY);

        // Then
        assertThat(inShort(decision)).isEqualTo("Attach TagResource PutPolicy TagResource");
    }

    @Test
    void shouldTakeAwayNothingButItsOwnRulesOnceThePowerIsWithdrawn() {
        // Given
        EcrLifecyclePolicy leaving = deleted(shared(MATCHES));
        UndeclaredPlanner withdrawn = new UndeclaredPlanner(
                leaving, DOOR, MARK, HERE, Powers.NONE, List.of(leaving), started(leaving), false);

        // Then
        assertThat(inShort(withdrawn.decide(repository(), MARKED))).isEqualTo("Unread LIFECYCLE_POLICY");
        assertThat(inShort(withdrawn.decide(repository(), MARKED_DIFFERENT))).isEqualTo("Detach UntagResource");
        assertThat(inShort(withdrawn.decide(repository(), MARKED_EQUAL)))
                .isEqualTo("Detach DeletePolicy UntagResource");
    }

    @Test
    void shouldReplaceWhatOthersHaveSetOnlyWhereThatIsGranted() {
        // Given
        EcrLifecyclePolicy replacing = shared(MATCHES + ", onExisting: Replace");
        UndeclaredPlanner without = new UndeclaredPlanner(
                replacing,
                DOOR,
                MARK,
                HERE,
                PowersOf.in("team", Power.REPOSITORY_NAME_PATTERNS),
                List.of(replacing),
                started(replacing),
                false);

        // Then
        assertThat(inShort(without.decide(repository(), FOREIGN))).isEqualTo("Kept");
        assertThat(inShort(without.decide(repository(), EMPTY))).isEqualTo("Attach TagResource PutPolicy TagResource");
        assertThat(inShort(without.decide(repository(), MARKED_DIFFERENT)))
                .as("its own, changed by somebody")
                .isEqualTo("Attach PutPolicy");
    }

    @Test
    void shouldLookAtWhatCameSinceTheStart() {
        // Given
        EcrLifecyclePolicy wasWell = ready(shared(MATCHES), LATER, 1);
        UndeclaredPlanner planner = new UndeclaredPlanner(
                wasWell,
                DOOR,
                MARK,
                HERE,
                PowersOf.ALL_NAMESPACES,
                List.of(wasWell),
                UndeclaredStart.of(wasWell, List.of()),
                true);

        // Then
        assertThat(inShort(planner.decide(repository(), UNREAD))).isEqualTo("Unread TAGS");
        assertThat(inShort(planner.decide(repository(), UNTAGGED))).isEqualTo("Unread LIFECYCLE_POLICY");
    }

    @Test
    void shouldTakeARepositoryWithoutTagsForAStrangersWhereTagsComeInBulk() {
        // Given
        EcrLifecyclePolicy wasWell = ready(shared(MATCHES), LATER, 1);
        EcrLifecyclePolicy leaving = deleted(ready(shared(MATCHES), LATER, 1));

        // Then
        assertThat(inShort(new UndeclaredPlanner(
                                wasWell, DOOR, MARK, HERE, PowersOf.ALL_NAMESPACES, List.of(), started(wasWell), true)
                        .decide(repository(), UNREAD)))
                .isEqualTo("Kept");
        assertThat(inShort(new UndeclaredPlanner(
                                leaving, DOOR, MARK, HERE, PowersOf.ALL_NAMESPACES, List.of(), started(leaving), true)
                        .decide(repository(), UNREAD)))
                .isEqualTo("None");
    }

    private static UndeclaredStart started(EcrLifecyclePolicy policy) {
        return UndeclaredStart.of(policy, List.of(repository()));
    }

    private static String inShort(UndeclaredDecision decision) {
        return switch (decision) {
            case UndeclaredDecision.Unread(var facet, var matched) -> "Unread " + facet;
            case UndeclaredDecision.Attach(var changes) -> "Attach " + names(changes);
            case UndeclaredDecision.Detach(var changes, var ifOurs) -> "Detach " + names(changes);
            case UndeclaredDecision.Withdraw(var owner, var changes) -> "Withdraw " + owner + " " + names(changes);
            case UndeclaredDecision.None none -> "None";
            case UndeclaredDecision.Kept kept -> "Kept";
            case UndeclaredDecision.Synced synced -> "Synced";
            case UndeclaredDecision.Taken taken -> "Taken";
            case UndeclaredDecision.Contested contested -> "Contested";
        };
    }

    private static String names(List<PolicyChange> changes) {
        return changes.stream().map(change -> change.getClass().getSimpleName()).collect(Collectors.joining(" "));
    }

    private static Repository repository() {
        return new Repository(
                NAME,
                "arn:aws:ecr:eu-central-1:123456789012:repository/" + NAME,
                "123456789012",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com/" + NAME,
                CREATED,
                new TagMutability("MUTABLE", new TreeSet<>()),
                false,
                new Encryption("AES256", null));
    }
}
