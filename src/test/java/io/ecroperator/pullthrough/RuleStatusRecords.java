package io.ecroperator.pullthrough;

import static io.ecroperator.pullthrough.Rules.NOTHING;
import static io.ecroperator.pullthrough.Rules.OWNED;
import static io.ecroperator.pullthrough.Rules.desired;
import static io.ecroperator.pullthrough.Rules.known;
import static io.ecroperator.pullthrough.Rules.observed;
import static io.ecroperator.pullthrough.Rules.rule;
import static io.ecroperator.pullthrough.Rules.seen;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Problem;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** EcrPullThroughCacheRules with the status that each outcome gives to a new one. */
public final class RuleStatusRecords {

    private static final VirtualClock CLOCK = new VirtualClock();
    private static final String HUB = "upstreamRegistry: docker-hub";

    private RuleStatusRecords() {}

    /** The objects; their names say the outcome. */
    public static List<HasMetadata> all() {
        return List.of(
                after("Validated", validated(ConditionStatus.TRUE, Reason.RULE_VALIDATED)),
                after("Invalid", validated(ConditionStatus.FALSE, Reason.RULE_INVALID)),
                after("NotValidated", validated(ConditionStatus.UNKNOWN, Reason.RULE_NOT_VALIDATED)),
                after("Duplicate", new Outcome.Refused<>(Reason.DUPLICATE, "It is so. " + Reason.DUPLICATE.remedy())),
                after("NotOwned", planned(HUB, NOTHING)),
                after("OtherUpstream", planned(HUB + ", upstreamRepositoryPrefix: library", OWNED)));
    }

    private static Outcome<DesiredRule, ObservedRule, RuleChange> planned(String spec, Recorded recorded) {
        DesiredRule desired = desired("{" + spec + "}");
        ObservedRule seen = seen(Reading.found(rule()));
        return observed(desired, known(seen), new RulePlanner().plan(desired, seen.sighting(), recorded));
    }

    private static Outcome<DesiredRule, ObservedRule, RuleChange> validated(ConditionStatus status, Reason reason) {
        String message = "It is so. " + reason.remedy();
        DesiredRule desired = desired("{" + HUB + "}");
        ObservedRule seen = new ObservedRule(
                seen(Reading.found(rule())).sighting(),
                Optional.of(new RuleValidation(CLOCK.instant(), status, reason, message)));
        Seen<ObservedRule> known = known(seen)
                .withProblem(
                        status == ConditionStatus.FALSE
                                ? Optional.of(new Problem(reason, message, false, false, Optional.empty()))
                                : Optional.empty());
        return observed(desired, known, new RulePlanner().plan(desired, seen.sighting(), OWNED));
    }

    private static EcrPullThroughCacheRule after(String name, Outcome<DesiredRule, ObservedRule, RuleChange> outcome) {
        EcrPullThroughCacheRule object = Rules.object(name, "{" + HUB + "}");
        object.setStatus(RuleStatusFactory.status(
                object,
                new StatusFactory<>(EcrPullThroughCacheRuleKind.FACTS, CLOCK).common(object, outcome),
                outcome));
        return object;
    }
}
