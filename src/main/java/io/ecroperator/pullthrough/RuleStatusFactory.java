package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.recorded.Recording;
import io.ecroperator.status.ConditionType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Makes the status of an EcrPullThroughCacheRule. Pure. */
final class RuleStatusFactory {

    private static final EcrPullThroughCacheRuleStatus NONE =
            new EcrPullThroughCacheRuleStatus(null, null, null, null, null, null, null, null, null, null, null, null);

    private RuleStatusFactory() {}

    static EcrPullThroughCacheRuleStatus status(
            EcrPullThroughCacheRule object,
            CommonStatus common,
            Outcome<DesiredRule, ObservedRule, RuleChange> outcome) {
        EcrPullThroughCacheRuleStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        if (!(outcome instanceof Observed<DesiredRule, ObservedRule, RuleChange> observed)) {
            common.conditions().keep(ConditionType.VALIDATED);
            return with(before, common, before.creationAskedAt());
        }
        Optional<RuleValidation> validation = observed.seen().validation();
        validation.ifPresent(answer ->
                common.conditions().set(ConditionType.VALIDATED, answer.status(), answer.reason(), answer.message()));
        Recording<PullThroughCacheRule> recording = Recording.after(before, outcome, ObservedRule::sighting);
        return recording
                .thing()
                .map(rule -> new EcrPullThroughCacheRuleStatus(
                        common.observedGeneration(),
                        common.conditions().build(),
                        rule.upstreamRegistryUrl(),
                        recording.registry().map(RegistryId::accountId).orElse(null),
                        recording.registry().map(RegistryId::region).orElse(null),
                        rule.createdAt().toString(),
                        recording.owned(),
                        recording.creationAskedAt(),
                        validation
                                .map(RuleValidation::at)
                                .map(Instant::toString)
                                .orElse(null),
                        common.drift(),
                        common.plan(),
                        common.lastHandledReconcileAt()))
                .orElseGet(() -> with(before, common, recording.creationAskedAt()));
    }

    /** What it says when a rule is about to be created. */
    static EcrPullThroughCacheRuleStatus announced(EcrPullThroughCacheRule object, Instant askedAt) {
        EcrPullThroughCacheRuleStatus before = Objects.requireNonNullElse(object.getStatus(), NONE);
        return new EcrPullThroughCacheRuleStatus(
                before.observedGeneration(),
                before.conditions(),
                before.upstreamRegistryUrl(),
                before.registryId(),
                before.region(),
                before.createdAt(),
                before.owned(),
                askedAt.toString(),
                before.validatedAt(),
                before.drift(),
                before.plan(),
                before.lastHandledReconcileAt());
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
