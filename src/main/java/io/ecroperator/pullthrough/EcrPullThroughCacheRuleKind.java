package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
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
import io.ecroperator.pullthrough.RuleChange.CreatePullThroughCacheRule;
import io.ecroperator.pullthrough.RuleChange.DeletePullThroughCacheRule;
import io.ecroperator.pullthrough.RuleChange.TakeOver;
import io.ecroperator.pullthrough.RuleChange.UpdatePullThroughCacheRule;
import io.ecroperator.reference.RecordedPlace;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Reason;
import java.time.Clock;
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
            status -> RecordedRule.from(status).createdAt().isPresent(),
            Reason.DUPLICATE,
            EcrPullThroughCacheRule::new);

    /** All names, as {@code ecrRepositoryPrefix} says it. */
    private static final String ALL = "ROOT";

    private final Registries registries;
    private final RuleObserver observer;
    private final RulePlanner planner = new RulePlanner();

    EcrPullThroughCacheRuleKind(Registries registries, Clock clock) {
        this.registries = registries;
        this.observer = new RuleObserver(clock);
    }

    /** Where the status says that the object's rule is. */
    static Optional<RecordedPlace> place(EcrPullThroughCacheRule object) {
        return RecordedRule.from(object.getStatus())
                .registry()
                .map(id -> new RecordedPlace(
                        "pull through cache rule " + object.effectivePrefix() + " is in " + id.inWords(), id));
    }

    /** A rule makes any repository below its prefix, so its namespace has to be allowed all of them. */
    private static RegistryUse use(EcrPullThroughCacheRule object) {
        String prefix = object.effectivePrefix();
        String filled = prefix.equals(ALL) ? "*" : prefix + (prefix.endsWith("/") ? "*" : "/*");
        return RegistryUse.of(
                        RegistryKind.ECR_PULL_THROUGH_CACHE_RULE,
                        object.getMetadata().getNamespace(),
                        object.getSpec() == null ? null : object.getSpec().registryRef())
                .ofRepository(filled, place(object));
    }

    @Override
    public KindFacts<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus> facts() {
        return FACTS;
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
                ? Optional.of(observer.fresh(aws, object))
                : Optional.empty();
    }

    @Override
    public Plan<RuleChange> plan(DesiredRule desired, ObservedRule seen, EcrPullThroughCacheRuleStatus recorded) {
        return planner.plan(desired, seen, RecordedRule.from(recorded));
    }

    @Override
    public void apply(EcrConnection aws, DesiredRule desired, RuleChange change) {
        switch (change) {
            case CreatePullThroughCacheRule(var rule) -> create(aws, rule);
            case UpdatePullThroughCacheRule(var prefix, var secret, var role, var facet) ->
                aws.cacheRules().updatePullThroughCacheRule(prefix, secret, role);
            case DeletePullThroughCacheRule(var prefix, var facet) ->
                aws.cacheRules().deletePullThroughCacheRule(prefix);
            case TakeOver taken -> {}
        }
        observer.changed(aws, desired.ecrRepositoryPrefix());
    }

    private void create(EcrConnection aws, NewPullThroughCacheRule rule) {
        observer.asks(aws, rule.ecrRepositoryPrefix());
        try {
            aws.cacheRules().createPullThroughCacheRule(rule);
        } catch (AwsException e) {
            if (!RecordedRule.mayHaveCreated(e.kind())) {
                observer.refused(aws, rule.ecrRepositoryPrefix());
            }
            throw e;
        }
    }

    @Override
    public Deletion delete(EcrConnection aws, EcrPullThroughCacheRule object) {
        return RuleDeletion.delete(aws, object);
    }

    @Override
    public void leave(EcrPullThroughCacheRule object) {
        String uid = object.getMetadata().getUid();
        registries.inUse().values().forEach(each -> each.cacheRuleListing().untrack(uid));
        observer.forget(object);
    }

    @Override
    public EcrPullThroughCacheRuleStatus status(
            EcrPullThroughCacheRule object,
            CommonStatus common,
            Outcome<DesiredRule, ObservedRule, RuleChange> outcome) {
        return RuleStatusFactory.status(object, common, outcome);
    }
}
