package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.FailureReport;
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
            return with(before, common);
        }
        boolean strange = !observed.observeOnly() && observed.plan().isBlocked();
        Optional<PullThroughCacheRule> rule = observed.seen().rule().toOptional();
        Optional<RuleValidation> validation = observed.seen().validation();
        validation.ifPresent(answer ->
                common.conditions().set(ConditionType.VALIDATED, answer.status(), answer.reason(), answer.message()));
        if (strange || rule.isEmpty()) {
            EcrPullThroughCacheRuleStatus kept = with(before, common);
            return rule.isEmpty() ? asked(kept, observed) : kept;
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

    /** Remembers a creation that ECR has not answered. */
    private static EcrPullThroughCacheRuleStatus asked(
            EcrPullThroughCacheRuleStatus status, Observed<DesiredRule, ObservedRule, RuleChange> observed) {
        boolean unanswered = observed.failed().stream()
                .anyMatch(failed -> failed.change().creates()
                        && FailureReport.of(failed.failure()).trouble());
        return unanswered
                ? new EcrPullThroughCacheRuleStatus(
                        status.observedGeneration(),
                        status.conditions(),
                        status.upstreamRegistryUrl(),
                        status.registryId(),
                        status.region(),
                        status.createdAt(),
                        status.owned(),
                        observed.seen().askedAt().map(Instant::toString).orElse(null),
                        status.validatedAt(),
                        status.drift(),
                        status.plan(),
                        status.lastHandledReconcileAt())
                : status;
    }

    private static EcrPullThroughCacheRuleStatus with(EcrPullThroughCacheRuleStatus before, CommonStatus common) {
        return new EcrPullThroughCacheRuleStatus(
                common.observedGeneration(),
                common.conditions().build(),
                before.upstreamRegistryUrl(),
                before.registryId(),
                before.region(),
                before.createdAt(),
                before.owned(),
                before.creationAskedAt(),
                before.validatedAt(),
                common.drift(),
                common.plan(),
                common.lastHandledReconcileAt());
    }
}
