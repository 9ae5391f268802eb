package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RepositoryPrefix;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.CommonStatus;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.KindFacts;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.ManagedKind;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.RecordedCalls;
import io.ecroperator.managed.recorded.RecordedDeletion;
import io.ecroperator.managed.recorded.RecordedObserver;
import io.ecroperator.pullthrough.RuleChange.CreatePullThroughCacheRule;
import io.ecroperator.pullthrough.RuleChange.DeletePullThroughCacheRule;
import io.ecroperator.pullthrough.RuleChange.TakeOver;
import io.ecroperator.pullthrough.RuleChange.UpdatePullThroughCacheRule;
import io.ecroperator.reference.NamedArns;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What EcrPullThroughCacheRule has that other kinds of one thing in AWS have not. */
final class EcrPullThroughCacheRuleKind
        implements ManagedKind<
                EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, DesiredRule, ObservedRule, RuleChange> {

    static final KindFacts<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus> FACTS = new KindFacts<>(
            "EcrPullThroughCacheRule",
            "pull through cache rule",
            EcrPullThroughCacheRule::effectivePrefix,
            EcrPullThroughCacheRuleKind::use,
            status -> Recorded.in(status).createdAt().isPresent(),
            Reason.DUPLICATE,
            EcrPullThroughCacheRule::new);

    private static final RecordedCalls<PullThroughCacheRule> CALLS = new RecordedCalls<>(
            EcrConnection::cacheRuleListing,
            (aws, prefix) -> aws.cacheRules().describePullThroughCacheRule(prefix),
            (aws, prefix) -> aws.cacheRules().deletePullThroughCacheRule(prefix));

    private final Registries registries;
    private final RecordedObserver<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> rules;
    private final RuleObserver observer;
    private final RecordedDeletion<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule>
            deletion = new RecordedDeletion<>(
                    FACTS, CALLS, EcrPullThroughCacheRuleKind::isAsAsked, "the repositories that it filled stay");
    private final RulePlanner planner = new RulePlanner();

    EcrPullThroughCacheRuleKind(Registries registries, Clock clock) {
        this.registries = registries;
        this.rules = new RecordedObserver<>(FACTS, CALLS, clock);
        this.observer = new RuleObserver(rules, clock);
    }

    /** A rule makes any repository below its prefix, so its namespace has to be allowed all of them. */
    private static RegistryUse use(EcrPullThroughCacheRule object) {
        String filled = new RepositoryPrefix(object.effectivePrefix()).repositories();
        return RegistryUse.of(
                        RegistryKind.ECR_PULL_THROUGH_CACHE_RULE,
                        object.getMetadata().getNamespace(),
                        object.getSpec() == null ? null : object.getSpec().registryRef())
                .ofRepository(filled, Recorded.in(object.getStatus()).place(FACTS.of(object)));
    }

    @Override
    public KindFacts<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus> facts() {
        return FACTS;
    }

    @Override
    public NamedArns names(EcrPullThroughCacheRule object) {
        return NamedArns.NONE
                .with("credentialArn", object.getSpec().credentialArn())
                .with("customRoleArn", object.getSpec().customRoleArn());
    }

    @Override
    public Resolution<DesiredRule> resolve(EcrPullThroughCacheRule object, RegistryReference.Resolved registry) {
        return RuleResolver.resolve(object);
    }

    @Override
    public Observation<ObservedRule> observe(
            EcrConnection aws, EcrPullThroughCacheRule object, DesiredRule desired, Look look) {
        return observer.observe(aws, object, look);
    }

    @Override
    public Optional<ObservedRule> confirm(
            EcrConnection aws,
            EcrPullThroughCacheRule object,
            DesiredRule desired,
            Seen<ObservedRule> seen,
            Plan<RuleChange> plan) {
        return object.getSpec().managementPolicy() != ManagementPolicy.OBSERVE
                        && plan.permitted().stream()
                                .anyMatch(change -> change.isFinal() || change instanceof UpdatePullThroughCacheRule)
                ? Optional.of(ObservedRule.of(rules.fresh(aws, object)))
                : Optional.empty();
    }

    @Override
    public Plan<RuleChange> plan(DesiredRule desired, ObservedRule seen, EcrPullThroughCacheRuleStatus recorded) {
        return planner.plan(desired, seen.sighting(), Recorded.in(recorded));
    }

    @Override
    public Optional<EcrPullThroughCacheRuleStatus> announcement(
            EcrPullThroughCacheRule object, List<RuleChange> changes) {
        return changes.stream().anyMatch(Change::creates)
                ? Optional.of(RuleStatusFactory.announced(object, rules.now()))
                : Optional.empty();
    }

    @Override
    public void apply(EcrConnection aws, DesiredRule desired, RuleChange change) {
        switch (change) {
            case CreatePullThroughCacheRule(var rule) ->
                rules.creating(
                        aws, rule.ecrRepositoryPrefix(), () -> aws.cacheRules().createPullThroughCacheRule(rule));
            case UpdatePullThroughCacheRule(var prefix, var secret, var role, var facet) ->
                aws.cacheRules().updatePullThroughCacheRule(prefix, secret, role);
            case DeletePullThroughCacheRule(var prefix, var facet) ->
                aws.cacheRules().deletePullThroughCacheRule(prefix);
            case TakeOver(var prefix) -> rules.answered(aws, prefix);
        }
        observer.changed(aws, desired.ecrRepositoryPrefix());
    }

    @Override
    public Deletion delete(EcrConnection aws, EcrPullThroughCacheRule object) {
        return deletion.delete(aws, object);
    }

    private static boolean isAsAsked(EcrPullThroughCacheRule object, PullThroughCacheRule rule) {
        return RuleResolver.resolve(object) instanceof Resolution.Resolved<DesiredRule> wanted
                && RulePlanner.isAsAsked(wanted.desired(), rule);
    }

    @Override
    public void leave(EcrPullThroughCacheRule object) {
        String uid = object.getMetadata().getUid();
        registries.inUse().values().forEach(each -> each.cacheRuleListing().untrack(uid));
        observer.forget(object);
        rules.forget(object);
    }

    @Override
    public EcrPullThroughCacheRuleStatus status(
            EcrPullThroughCacheRule object,
            CommonStatus common,
            Outcome<DesiredRule, ObservedRule, RuleChange> outcome) {
        return RuleStatusFactory.status(object, common, outcome);
    }
}
