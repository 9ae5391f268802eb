package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observation.Unread;
import io.ecroperator.managed.Problem;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.reference.Registries;
import io.ecroperator.status.ConditionStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says what ECR holds of a rule: from the listing where that is enough, by a call where it is not. Thread-safe. */
final class RuleObserver {

    /** One rule, wherever it is. */
    private record Key(ConnectionSpec connection, String ecrRepositoryPrefix) {}

    private final RuleValidations validations;
    private final Clock clock;
    private final Map<Key, Instant> asked = new ConcurrentHashMap<>();
    private final Set<Key> changed = ConcurrentHashMap.newKeySet();

    RuleObserver(Clock clock) {
        this.validations = new RuleValidations(clock);
        this.clock = clock;
    }

    Observation<ObservedRule> observe(EcrConnection aws, EcrPullThroughCacheRule object, Look look) {
        String prefix = object.effectivePrefix();
        if (look == Look.KNOWN) {
            return afterwards(aws, object);
        }
        aws.cacheRuleListing().track(object.getMetadata().getUid());
        Look closer = look;
        switch (aws.cacheRuleListing().state()) {
            case ViewState.Warming(var since) -> {
                return new Observation.Listing<>(since);
            }
            case ViewState.Failing(var failure, var everSucceeded) -> {
                if (look == Look.CACHED || !aws.looks().take()) {
                    return Unread.of(failure);
                }
                closer = Look.FRESH;
            }
            case ViewState.ByName byName -> closer = Look.FRESH;
            case ViewState.Current current -> {}
        }
        boolean reads = closer == Look.FRESH || rule(aws, prefix).isUnread();
        ObservedRule seen = reads ? fresh(aws, object) : known(aws, object);
        Optional<Observation<ObservedRule>> elsewhere = elsewhere(aws, object, seen);
        return elsewhere.isPresent() ? elsewhere.get() : Seen.of(seen, closer);
    }

    /**
     * The same after a call that reads it. Right after a write without an answer the listing does not believe that there is no
     * rule; here it will do, since ECR creates none twice.
     */
    ObservedRule fresh(EcrConnection aws, EcrPullThroughCacheRule object) {
        Optional<PullThroughCacheRule> answer = aws.cacheRules().describePullThroughCacheRule(object.effectivePrefix());
        ObservedRule known = known(aws, object);
        return known.rule().isUnread()
                ? new ObservedRule(Reading.of(answer), known.region(), known.askedAt(), Optional.empty())
                : known;
    }

    /** Takes note that the creation of a rule is asked for: until ECR has answered nobody knows whose it is. */
    void asks(EcrConnection aws, String prefix) {
        asked.put(new Key(aws.spec(), prefix), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Takes note that ECR has not created it: whatever comes later is somebody else's. */
    void refused(EcrConnection aws, String prefix) {
        asked.remove(new Key(aws.spec(), prefix));
    }

    /** Takes note that ECR has answered, and that the rule is another one than was validated. */
    void changed(EcrConnection aws, String prefix) {
        asked.remove(new Key(aws.spec(), prefix));
        changed.add(new Key(aws.spec(), prefix));
    }

    void forget(EcrPullThroughCacheRule object) {
        validations.forget(object);
    }

    private Seen<ObservedRule> afterwards(EcrConnection aws, EcrPullThroughCacheRule object) {
        ObservedRule known = known(aws, object);
        Key key = new Key(aws.spec(), object.effectivePrefix());
        Optional<PullThroughCacheRule> rule = known.rule().toOptional();
        boolean ours = rule.filter(RecordedRule.from(object.getStatus())::is).isPresent()
                || changed.contains(key)
                || object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE;
        if (rule.isPresent() && !ours) {
            refused(aws, object.effectivePrefix());
        }
        if (rule.isEmpty() || !ours) {
            return Seen.of(known, Look.KNOWN);
        }
        boolean anew = changed.remove(key) || RequestAnnotations.isRequested(object, object.getStatus());
        RuleValidation validation = validations.of(aws, object, rule.get(), anew);
        ObservedRule validated =
                new ObservedRule(known.rule(), known.region(), known.askedAt(), Optional.of(validation));
        return Seen.of(validated, Look.KNOWN)
                .withProblem(problem(validation))
                .again(validations.until(object, validation));
    }

    private static Optional<Problem> problem(RuleValidation validation) {
        return validation.status() == ConditionStatus.FALSE
                ? Optional.of(new Problem(validation.reason(), validation.message(), false, false, Optional.empty()))
                : Optional.empty();
    }

    private ObservedRule known(EcrConnection aws, EcrPullThroughCacheRule object) {
        Optional<Instant> askedAt = Optional.ofNullable(asked.get(new Key(aws.spec(), object.effectivePrefix())))
                .or(() -> RecordedRule.from(object.getStatus()).askedAt());
        return new ObservedRule(
                rule(aws, object.effectivePrefix()),
                aws.id().map(RegistryId::region).orElse(null),
                askedAt,
                Optional.empty());
    }

    private static Reading<PullThroughCacheRule> rule(EcrConnection aws, String prefix) {
        return aws.cacheRuleListing().get(prefix);
    }

    /** A rule that is not here, since it is in another registry than the operator's own is now, is not made anew here. */
    private static Optional<Observation<ObservedRule>> elsewhere(
            EcrConnection aws, EcrPullThroughCacheRule object, ObservedRule seen) {
        if (seen.rule() instanceof Reading.Found) {
            return Optional.empty();
        }
        return RecordedRule.from(object.getStatus())
                .registry()
                .flatMap(recorded -> aws.id().filter(id -> !id.equals(recorded)))
                .map(id -> Registries.mismatch(
                        EcrPullThroughCacheRuleKind.place(object).orElseThrow(), "the operator's own identity", id))
                .map(refused -> new Observation.Elsewhere<>(refused.reason(), refused.message()));
    }
}
