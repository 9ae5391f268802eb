package io.ecroperator.pullthrough;

import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Refusal;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.Sighting;
import io.ecroperator.pullthrough.RuleChange.CreatePullThroughCacheRule;
import io.ecroperator.pullthrough.RuleChange.DeletePullThroughCacheRule;
import io.ecroperator.pullthrough.RuleChange.TakeOver;
import io.ecroperator.pullthrough.RuleChange.UpdatePullThroughCacheRule;
import io.ecroperator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares what a spec asks for with the rule in ECR. Pure. */
final class RulePlanner {

    private static final String ALL = "ROOT";

    Plan<RuleChange> plan(DesiredRule desired, Sighting<PullThroughCacheRule> seen, Recorded recorded) {
        return switch (seen.thing()) {
            case Reading.Absent<PullThroughCacheRule> absent -> Plan.of(List.of(create(desired)));
            case Reading.Found<PullThroughCacheRule>(var rule) -> forExisting(desired, rule, seen, recorded);
            case Reading.Unread<PullThroughCacheRule> unread ->
                throw new IllegalStateException("planned before the rule was read");
        };
    }

    private static CreatePullThroughCacheRule create(DesiredRule desired) {
        return new CreatePullThroughCacheRule(new NewPullThroughCacheRule(
                desired.ecrRepositoryPrefix(),
                desired.upstreamRegistryUrl(),
                desired.upstreamRegistry(),
                desired.upstreamRepositoryPrefix(),
                desired.credentialArn(),
                desired.customRoleArn()));
    }

    private static Plan<RuleChange> forExisting(
            DesiredRule desired, PullThroughCacheRule rule, Sighting<PullThroughCacheRule> seen, Recorded recorded) {
        Optional<String> fixed = fixedDifference(desired, rule);
        Optional<UpdatePullThroughCacheRule> update = update(desired, rule);
        boolean created = seen.mayBeWhatWasAskedFor() && isAsAsked(desired, rule);
        boolean owned = recorded.is(seen);
        List<RuleChange> changes = new ArrayList<>();
        if (!owned) {
            changes.add(new TakeOver(rule.ecrRepositoryPrefix()));
        }
        if (fixed.isPresent() && desired.replaces()) {
            changes.add(new DeletePullThroughCacheRule(rule.ecrRepositoryPrefix(), fixed.get()));
            changes.add(create(desired));
        } else {
            update.ifPresent(changes::add);
        }
        if (!owned && !created && !desired.adopts()) {
            return new Plan<>(changes, Optional.of(notOwned(rule)));
        }
        Optional<Refusal> mismatch =
                fixed.filter(any -> !desired.replaces()).map(field -> replacement(desired, rule, field, !owned));
        return new Plan<>(changes, mismatch);
    }

    /** Whether nothing that the spec asks for differs, as right after its creation. */
    static boolean isAsAsked(DesiredRule desired, PullThroughCacheRule rule) {
        return fixedDifference(desired, rule).isEmpty() && update(desired, rule).isEmpty();
    }

    private static Optional<UpdatePullThroughCacheRule> update(DesiredRule desired, PullThroughCacheRule rule) {
        boolean secret = differs(desired.credentialArn(), rule.credentialArn());
        boolean role = differs(desired.customRoleArn(), rule.customRoleArn());
        return secret || role
                ? Optional.of(new UpdatePullThroughCacheRule(
                        rule.ecrRepositoryPrefix(),
                        desired.credentialArn().or(rule::credentialArn),
                        desired.customRoleArn().or(rule::customRoleArn),
                        secret ? "credentialArn" : "customRoleArn"))
                : Optional.empty();
    }

    private static boolean differs(Optional<String> wanted, Optional<String> found) {
        return wanted.isPresent() && !wanted.equals(found);
    }

    /** The first field that differs and that ECR cannot change. What ECR does not tell of is not compared. */
    private static Optional<String> fixedDifference(DesiredRule desired, PullThroughCacheRule rule) {
        return Stream.of(
                        field(
                                "upstreamRegistryUrl",
                                !desired.upstreamRegistryUrl().equals(rule.upstreamRegistryUrl())),
                        field(
                                "upstreamRegistry",
                                rule.upstreamRegistry().isPresent()
                                        && differs(desired.upstreamRegistry(), rule.upstreamRegistry())),
                        field(
                                "upstreamRepositoryPrefix",
                                rule.upstreamRepositoryPrefix().isPresent()
                                        && differs(
                                                desired.upstreamRepositoryPrefix(), rule.upstreamRepositoryPrefix())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> field(String name, boolean differs) {
        return differs ? Optional.of(name) : Optional.empty();
    }

    private static Refusal notOwned(PullThroughCacheRule rule) {
        return new Refusal(
                Reason.NOT_OWNED,
                "The registry has a rule for " + rule.ecrRepositoryPrefix() + " already, from "
                        + rule.upstreamRegistryUrl() + ", which this object has not created; nothing was changed. Set"
                        + " adoptionPolicy: IfUnowned to take it over, or choose another ecrRepositoryPrefix.",
                true);
    }

    private static Refusal replacement(
            DesiredRule desired, PullThroughCacheRule rule, String field, boolean blocksChanges) {
        return new Refusal(
                Reason.REPLACEMENT_REQUIRED,
                field + " of the rule in ECR is " + found(rule, field) + ", the spec asks for " + wanted(desired, field)
                        + ", and ECR cannot change it in a rule. Set replacePolicy: Replace to have the rule deleted and"
                        + " created again, or correct " + field + ".",
                blocksChanges);
    }

    private static String found(PullThroughCacheRule rule, String field) {
        return switch (field) {
            case "upstreamRegistryUrl" -> rule.upstreamRegistryUrl();
            case "upstreamRegistry" -> rule.upstreamRegistry().orElse("");
            default -> rule.upstreamRepositoryPrefix().orElse(ALL);
        };
    }

    private static String wanted(DesiredRule desired, String field) {
        return switch (field) {
            case "upstreamRegistryUrl" -> desired.upstreamRegistryUrl();
            case "upstreamRegistry" -> desired.upstreamRegistry().orElse("");
            default -> desired.upstreamRepositoryPrefix().orElse(ALL);
        };
    }
}
