package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.managed.recorded.InMemoryItems;
import io.ecroperator.managed.recorded.RecordedCase;
import io.ecroperator.managed.recorded.RecordedWorld;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rules with and without logins, from upstreams that make it necessary to replace them. */
final class RuleCase
        implements RecordedCase<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> {

    /** A spec in the words of a call. */
    private record Asked(String upstream, String secret) {}

    private static final List<Asked> SPECS = List.of(
            new Asked("registry-1.docker.io", Rules.SECRET + "AAAAAA"),
            new Asked("registry-1.docker.io", Rules.SECRET + "BBBBBB"),
            new Asked("ghcr.io", Rules.SECRET + "BBBBBB"));

    @Override
    public int specs() {
        return SPECS.size();
    }

    @Override
    public RecordedWorld<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> world() {
        return Rules.world(object(0, false));
    }

    @Override
    public void write(
            RecordedWorld<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> world,
            int spec,
            boolean consentsToTakeover) {
        world.edit(object -> object.setSpec(object(spec, consentsToTakeover).getSpec()));
    }

    private static EcrPullThroughCacheRule object(int spec, boolean consentsToTakeover) {
        return Rules.object(
                "hub",
                "{upstreamRegistryUrl: " + SPECS.get(spec).upstream() + ", credentialArn: '"
                        + SPECS.get(spec).secret() + "', replacePolicy: Replace"
                        + (consentsToTakeover ? ", adoptionPolicy: IfUnowned}" : "}"));
    }

    @Override
    public PullThroughCacheRule created(InMemoryItems<PullThroughCacheRule> ecr, int spec) {
        return InMemoryRules.created(
                ecr,
                new NewPullThroughCacheRule(
                        "hub",
                        SPECS.get(spec).upstream(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(SPECS.get(spec).secret()),
                        Optional.empty()));
    }

    @Override
    public UnaryOperator<PullThroughCacheRule> tampering() {
        return rule -> rule.withAccess(Optional.of(Rules.SECRET + "THEIRS"), rule.customRoleArn());
    }

    @Override
    public boolean isAsAsked(PullThroughCacheRule rule, int spec) {
        return rule.upstreamRegistryUrl().equals(SPECS.get(spec).upstream())
                && rule.credentialArn().equals(Optional.of(SPECS.get(spec).secret()));
    }

    @Override
    public String name() {
        return "hub";
    }
}
