package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Problem;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.RecordedObserver;
import io.ecroperator.managed.recorded.Sighting;
import io.ecroperator.status.ConditionStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says what ECR holds of a rule and, of one that is the object's or watched, whether ECR gets into its upstream. Thread-safe. */
final class RuleObserver {

    /** One rule, wherever it is. */
    private record Key(ConnectionSpec connection, String ecrRepositoryPrefix) {}

    private final RecordedObserver<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> rules;
    private final RuleValidations validations;
    private final Set<Key> changed = ConcurrentHashMap.newKeySet();

    RuleObserver(
            RecordedObserver<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> rules,
            Clock clock) {
        this.rules = rules;
        this.validations = new RuleValidations(clock);
    }

    Observation<ObservedRule> observe(EcrConnection aws, EcrPullThroughCacheRule object, Look look) {
        Observation<ObservedRule> observation = rules.observe(aws, object, look).map(ObservedRule::of);
        return look == Look.KNOWN && observation instanceof Seen<ObservedRule> seen
                ? validated(aws, object, seen)
                : observation;
    }

    /** Takes note that the rule is another one than was validated. */
    void changed(EcrConnection aws, String prefix) {
        changed.add(new Key(aws.spec(), prefix));
    }

    void forget(EcrPullThroughCacheRule object) {
        validations.forget(object);
    }

    private Seen<ObservedRule> validated(EcrConnection aws, EcrPullThroughCacheRule object, Seen<ObservedRule> seen) {
        Sighting<PullThroughCacheRule> sighting = seen.value().sighting();
        Key key = new Key(aws.spec(), object.effectivePrefix());
        Optional<PullThroughCacheRule> rule = sighting.thing()
                .toOptional()
                .filter(any -> Recorded.in(object.getStatus()).is(sighting)
                        || changed.contains(key)
                        || object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE);
        if (rule.isEmpty()) {
            return seen;
        }
        boolean anew = changed.remove(key) || RequestAnnotations.isRequested(object, object.getStatus());
        RuleValidation validation = validations.of(aws, object, rule.get(), anew);
        return Seen.of(new ObservedRule(sighting, Optional.of(validation)), Look.KNOWN)
                .withProblem(problem(validation))
                .again(validations.until(object, validation));
    }

    private static Optional<Problem> problem(RuleValidation validation) {
        return validation.status() == ConditionStatus.FALSE
                ? Optional.of(new Problem(validation.reason(), validation.message(), false, false, Optional.empty()))
                : Optional.empty();
    }
}
