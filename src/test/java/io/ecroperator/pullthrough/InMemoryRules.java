package io.ecroperator.pullthrough;

import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.managed.recorded.InMemoryItems;
import io.ecroperator.managed.recorded.RecordedWorld;
import java.util.Optional;

/** The pull through cache rules of a registry in memory. */
record InMemoryRules(InMemoryItems<PullThroughCacheRule> ecr) implements PullThroughCacheApi {

    /** What comes of the creation of a rule now. */
    static PullThroughCacheRule created(InMemoryItems<PullThroughCacheRule> ecr, NewPullThroughCacheRule rule) {
        return new PullThroughCacheRule(
                RecordedWorld.ACCOUNT,
                rule.ecrRepositoryPrefix(),
                rule.upstreamRegistryUrl(),
                rule.upstreamRegistry(),
                rule.upstreamRepositoryPrefix(),
                rule.credentialArn(),
                rule.customRoleArn(),
                ecr.birth(),
                Optional.empty());
    }

    @Override
    public PullThroughCacheRule createPullThroughCacheRule(NewPullThroughCacheRule rule) {
        return ecr.create("CreatePullThroughCacheRule", rule.ecrRepositoryPrefix(), () -> created(ecr, rule));
    }

    @Override
    public void updatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn) {
        ecr.change(
                "UpdatePullThroughCacheRule",
                ecrRepositoryPrefix,
                rule -> rule.withAccess(credentialArn, customRoleArn));
    }

    @Override
    public void deletePullThroughCacheRule(String ecrRepositoryPrefix) {
        ecr.delete("DeletePullThroughCacheRule", ecrRepositoryPrefix);
    }

    @Override
    public CacheRuleValidation validatePullThroughCacheRule(String ecrRepositoryPrefix) {
        return ecr.served("ValidatePullThroughCacheRule", () -> new CacheRuleValidation(true, Optional.empty()));
    }

    @Override
    public Optional<PullThroughCacheRule> describePullThroughCacheRule(String ecrRepositoryPrefix) {
        return ecr.served(
                "DescribePullThroughCacheRules",
                () -> Optional.ofNullable(ecr.held().get(ecrRepositoryPrefix)));
    }

    @Override
    public Page<PullThroughCacheRule> describePullThroughCacheRules(String nextToken) {
        return ecr.listed("DescribePullThroughCacheRules");
    }
}
