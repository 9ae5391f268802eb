package io.ecroperator.attachment;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.KEEP_20;
import static io.ecroperator.attachment.PolicyObjects.PULL;
import static io.ecroperator.attachment.PolicyObjects.deleted;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static io.ecroperator.attachment.PolicyObjects.repository;
import static io.ecroperator.attachment.PolicyObjects.repositoryPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.attachment.Attachment.Attached;
import io.ecroperator.attachment.Attachment.Detached;
import io.ecroperator.attachment.Attachment.None;
import io.ecroperator.attachment.Attachment.Unsettled;
import io.ecroperator.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttachmentsTest {

    private static final String REF = "lifecyclePolicy: {ref: {name: shared}}";
    private static final String SELECTS_A = ", repositorySelector: {matchLabels: {team: a}}";
    private static final String BY_REF = "lifecycle: {source: EcrLifecyclePolicy/shared, attachedBy: Ref}";
    private static final String BY_SELECTOR =
            "lifecycle: {source: EcrLifecyclePolicy/shared, attachedBy: RepositorySelector}";

    private static final String MATCHES = ", repositoryNamePatterns: ['a*']";
    private static final String IN_PROD = ", registryRef: {name: prod}";
    private static final String BY_PATTERN =
            "lifecycle: {source: EcrLifecyclePolicy/shared, attachedBy: RepositoryNamePattern}";

    private static EcrLifecyclePolicy shared(String more) {
        return policy("shared", KEEP_10 + more);
    }

    /**
     * A case.
     *
     * @param expected in short: the variant, then the policy and how, or the reason
     */
    record Case(String name, EcrRepository repository, List<EcrLifecyclePolicy> policies, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        EcrLifecyclePolicy selecting = shared(SELECTS_A);
        EcrLifecyclePolicy rival = policy("rival", KEEP_20 + SELECTS_A);
        return List.of(
                new Case("nobody says anything", repository("api", "", "", ""), List.of(shared("")), "None"),
                new Case("named", repository("api", "", REF, ""), List.of(shared("")), "Attached shared REF"),
                new Case(
                        "named, missing",
                        repository("api", "", REF, ""),
                        List.of(),
                        "Unsettled LifecyclePolicyNotFound"),
                new Case(
                        "named, unusable",
                        repository("api", "", REF, ""),
                        List.of(policy("shared", "policyText: nonsense")),
                        "Unsettled InvalidLifecyclePolicy"),
                new Case(
                        "named, being deleted",
                        repository("api", "", REF, BY_REF),
                        List.of(deleted(shared(""))),
                        "Detached shared REF"),
                new Case(
                        "named, being deleted, to be left",
                        repository("api", "", REF, BY_REF),
                        List.of(deleted(shared(", onDelete: Leave"))),
                        "Unsettled LifecyclePolicyNotFound"),
                new Case(
                        "no longer named: an absent field is left alone",
                        repository("api", "", "", BY_REF),
                        List.of(shared("")),
                        "None"),
                new Case(
                        "selected",
                        repository("api", "team: a", "", ""),
                        List.of(selecting),
                        "Attached shared REPOSITORY_SELECTOR"),
                new Case(
                        "selected, unusable",
                        repository("api", "team: a", "", ""),
                        List.of(policy("shared", "policyText: nonsense" + SELECTS_A)),
                        "Unsettled InvalidLifecyclePolicy"),
                new Case("not selected", repository("api", "team: b", "", ""), List.of(selecting), "None"),
                new Case(
                        "no longer selected",
                        repository("api", "team: b", "", BY_SELECTOR),
                        List.of(selecting),
                        "Detached shared REPOSITORY_SELECTOR"),
                new Case(
                        "no longer selected, to be left",
                        repository("api", "team: b", "", BY_SELECTOR),
                        List.of(shared(SELECTS_A + ", onDelete: Leave")),
                        "None"),
                new Case(
                        "selected, being deleted",
                        repository("api", "team: a", "", BY_SELECTOR),
                        List.of(deleted(shared(SELECTS_A))),
                        "Detached shared REPOSITORY_SELECTOR"),
                new Case(
                        "gone without a word: nobody consents to a removal",
                        repository("api", "team: a", "", BY_SELECTOR),
                        List.of(),
                        "None"),
                new Case(
                        "selected twice",
                        repository("api", "team: a", "", BY_SELECTOR),
                        List.of(selecting, rival),
                        "Unsettled Conflict"),
                new Case(
                        "selected twice, one of them on its way out",
                        repository("api", "team: a", "", BY_SELECTOR),
                        List.of(deleted(shared(SELECTS_A)), rival),
                        "Attached rival REPOSITORY_SELECTOR"),
                new Case(
                        "the reference goes before the selector",
                        repository("api", "team: a", REF, ""),
                        List.of(shared(""), rival),
                        "Attached shared REF"),
                new Case(
                        "its own rules go before everything",
                        repository("api", "team: a", "lifecyclePolicy: {" + KEEP_20 + "}", ""),
                        List.of(selecting, rival),
                        "None"),
                new Case(
                        "its own removal goes before everything",
                        repository("api", "team: a", "lifecyclePolicy: {rules: []}", ""),
                        List.of(selecting),
                        "None"),
                new Case(
                        "an empty selector selects everything",
                        repository("api", "", "", ""),
                        List.of(shared(", repositorySelector: {}")),
                        "Attached shared REPOSITORY_SELECTOR"),
                new Case(
                        "matched",
                        repository("api", "", "", ""),
                        List.of(shared(MATCHES)),
                        "Attached shared REPOSITORY_NAME_PATTERN"),
                new Case(
                        "matched by its name in ECR, not by that of the object",
                        repository("api", "", "repositoryName: team/web", ""),
                        List.of(shared(MATCHES), policy("web", KEEP_20 + ", repositoryNamePatterns: ['*/web']")),
                        "Attached web REPOSITORY_NAME_PATTERN"),
                new Case(
                        "matched in another registry",
                        repository("api", "", "registryRef: {name: dev}", ""),
                        List.of(shared(MATCHES + IN_PROD)),
                        "None"),
                new Case(
                        "matched in the operator's own registry, meant in another",
                        repository("api", "", "", ""),
                        List.of(shared(MATCHES + IN_PROD)),
                        "None"),
                new Case(
                        "matched in the same registry",
                        repository("api", "", "registryRef: {name: prod}", ""),
                        List.of(shared(MATCHES + IN_PROD)),
                        "Attached shared REPOSITORY_NAME_PATTERN"),
                new Case(
                        "matched in the default registry, by its name",
                        repository("api", "", "registryRef: {name: default}", ""),
                        List.of(shared(MATCHES)),
                        "Attached shared REPOSITORY_NAME_PATTERN"),
                new Case(
                        "selected in another registry",
                        repository("api", "team: a", "registryRef: {name: dev}", ""),
                        List.of(shared(SELECTS_A + IN_PROD)),
                        "Attached shared REPOSITORY_SELECTOR"),
                new Case(
                        "the selector goes before the patterns",
                        repository("api", "team: a", "", ""),
                        List.of(shared(MATCHES), rival),
                        "Attached rival REPOSITORY_SELECTOR"),
                new Case(
                        "the reference goes before the patterns",
                        repository("api", "", REF, ""),
                        List.of(shared(""), policy("rival", KEEP_20 + MATCHES)),
                        "Attached shared REF"),
                new Case(
                        "its own removal goes before the patterns",
                        repository("api", "", "lifecyclePolicy: {rules: []}", ""),
                        List.of(shared(MATCHES)),
                        "None"),
                new Case(
                        "matched twice",
                        repository("api", "", "", BY_PATTERN),
                        List.of(shared(MATCHES), policy("rival", KEEP_20 + MATCHES)),
                        "Unsettled Conflict"),
                new Case(
                        "no longer matched",
                        repository("api", "", "", BY_PATTERN),
                        List.of(shared(", repositoryNamePatterns: ['b*']")),
                        "Detached shared REPOSITORY_NAME_PATTERN"),
                new Case(
                        "no longer matched, to be left",
                        repository("api", "", "", BY_PATTERN),
                        List.of(shared(", onDelete: Leave")),
                        "None"),
                new Case(
                        "matched, being deleted",
                        repository("api", "", "", BY_PATTERN),
                        List.of(deleted(shared(MATCHES))),
                        "Detached shared REPOSITORY_NAME_PATTERN"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDecideAsTheWordsSay(Case each) {
        assertThat(inShort(Attachments.LIFECYCLE.of(each.repository(), each.policies())))
                .isEqualTo(each.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDecideAboutRepositoryPoliciesAlike(Case each) {
        // Given
        EcrRepository repository = AsRepositoryPolicy.of(each.repository());
        List<EcrRepositoryPolicy> policies =
                each.policies().stream().map(AsRepositoryPolicy::of).toList();

        // Then
        assertThat(inShort(Attachments.REPOSITORY.of(repository, policies)))
                .isEqualTo(each.expected().replace("LifecyclePolicy", "RepositoryPolicy"));
        assertThat(Attachments.LIFECYCLE.of(repository, List.of())).isEqualTo(new None());
    }

    @Test
    void shouldSayWhetherARepositoryPolicyMayLockTheOperatorOut() {
        assertThat(Attachments.REPOSITORY.of(
                        repository("api", "", "repositoryPolicy: {ref: {name: shared}}", ""),
                        List.of(repositoryPolicy("shared", PULL + ", allowLockout: true"))))
                .isInstanceOfSatisfying(Attached.class, attached -> assertThat(attached.mayLockOut())
                        .isTrue());
    }

    @Test
    void shouldNameBothPoliciesWhenTwoSelect() {
        // When
        Attachment attachment = Attachments.LIFECYCLE.of(
                repository("api", "team: a", "", ""),
                List.of(policy("b", KEEP_10 + SELECTS_A), policy("a", KEEP_20 + SELECTS_A)));

        // Then
        assertThat(attachment).isInstanceOfSatisfying(Unsettled.class, unsettled -> {
            assertThat(unsettled.policies()).containsExactly("a", "b");
            assertThat(unsettled.referenced()).isFalse();
        });
    }

    @Test
    void shouldConcernWhatItNamesSelectsAndHas() {
        EcrLifecyclePolicy policy = shared(SELECTS_A);

        assertThat(Attachments.LIFECYCLE.concerns(policy, repository("named", "", REF, "")))
                .isTrue();
        assertThat(Attachments.LIFECYCLE.concerns(policy, repository("selected", "team: a", "", "")))
                .isTrue();
        assertThat(Attachments.LIFECYCLE.concerns(policy, repository("formerly", "", "", BY_SELECTOR)))
                .isTrue();
        assertThat(Attachments.LIFECYCLE.concerns(policy, repository("other", "team: b", "", "")))
                .isFalse();
        assertThat(Attachments.LIFECYCLE.concerns(shared(MATCHES), repository("api", "", "", "")))
                .isTrue();
        assertThat(Attachments.LIFECYCLE.concerns(shared(MATCHES), repository("web", "", "", "")))
                .isFalse();
        assertThat(Attachments.LIFECYCLE.concerns(
                        policy, repository("own", "team: a", "lifecyclePolicy: {rules: []}", "")))
                .isFalse();
    }

    private static String inShort(Attachment attachment) {
        return switch (attachment) {
            case None none -> "None";
            case Attached(var policy, AttachedBy by, var document, var mayLockOut) -> "Attached " + policy + " " + by;
            case Detached(var policy, AttachedBy by) -> "Detached " + policy + " " + by;
            case Unsettled(Reason reason, var message, var policies, var referenced) -> "Unsettled " + reason.label();
        };
    }
}
