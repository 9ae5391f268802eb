package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.status.ConditionType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Makes the status of an EcrPullThroughCacheRule. Pure. */
final class RuleStatusFactory {

    private static final EcrPullThroughCacheRuleStatus NONE =
            new EcrPullThroughCacheRuleStatus(null, null, null, null, null, null, null, null, null, null, null, null);

    private RuleStatusFactory() {}

    /** {@code region} is that of the registry. */
    static EcrPullThroughCacheRuleStatus status(
            EcrPullThroughCacheRule object,
            CommonStatus common,
            Outcome<DesiredRule, ObservedRule, RuleChange> outcome) {
        EcrPullThroughCacheRuleStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        if (!(outcome instanceof Observed<DesiredRule, ObservedRule, RuleChange> observed)) {
            common.conditions().keep(ConditionType.VALIDATED);
            return with(before, common, before.creationAskedAt());
        }
        boolean strange = !observed.observeOnly() && observed.plan().isBlocked();
        Optional<PullThroughCacheRule> rule = observed.seen().rule().toOptional();
        Optional<RuleValidation> validation = observed.seen().validation();
        validation.ifPresent(answer ->
                common.conditions().set(ConditionType.VALIDATED, answer.status(), answer.reason(), answer.message()));
        if (rule.isEmpty()) {
            return with(before, common, unanswered(before, observed));
        }
        if (strange) {
            return with(before, common, null);
        }
        return new EcrPullThroughCacheRuleStatus(
                common.observedGeneration(),
                common.conditions().build(),
                rule.get().upstreamRegistryUrl(),
                rule.get().registryId(),
                observed.seen().region(),
                rule.get().createdAt().toString(),
                owned(observed, before, rule.get()) ? Boolean.TRUE : null,
                null,
                validation.map(RuleValidation::at).map(Instant::toString).orElse(null),
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }

    private static boolean owned(
            Observed<DesiredRule, ObservedRule, RuleChange> observed,
            EcrPullThroughCacheRuleStatus before,
            PullThroughCacheRule rule) {
        return RecordedRule.from(before).is(rule)
                || observed.made().stream().anyMatch(change -> ((Change) change).creates() || change.takesOver());
    }

    /** When a creation was asked for that ECR has not answered; null if it has. */
    private static String unanswered(
            EcrPullThroughCacheRuleStatus before, Observed<DesiredRule, ObservedRule, RuleChange> observed) {
        Optional<Kind> failed = observed.failed().stream()
                .filter(each -> each.change().creates())
                .map(each -> each.failure().kind())
                .findFirst();
        if (failed.isEmpty()) {
            return before.creationAskedAt();
        }
        return failed.filter(RecordedRule::mayHaveCreated)
                .flatMap(any -> observed.seen().askedAt())
                .map(Instant::toString)
                .orElse(null);
    }

    private static EcrPullThroughCacheRuleStatus with(
            EcrPullThroughCacheRuleStatus before, CommonStatus common, String creationAskedAt) {
        return new EcrPullThroughCacheRuleStatus(
                common.observedGeneration(),
                common.conditions().build(),
                before.upstreamRegistryUrl(),
                before.registryId(),
                before.region(),
                before.createdAt(),
                before.owned(),
                creationAskedAt,
                before.validatedAt(),
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }
}
