package io.ecroperator.aws.view;

import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import java.util.Optional;

/** Passes the calls on and keeps the listing up to date with the answers. */
record ListUpdatingCacheRules(PullThroughCacheApi rules, ListedCalls<PullThroughCacheRule> calls)
        implements PullThroughCacheApi {

    @Override
    public PullThroughCacheRule createPullThroughCacheRule(NewPullThroughCacheRule rule) {
        return calls.putting(rule.ecrRepositoryPrefix(), () -> rules.createPullThroughCacheRule(rule));
    }

    @Override
    public void updatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn) {
        calls.changing(
                ecrRepositoryPrefix,
                () -> rules.updatePullThroughCacheRule(ecrRepositoryPrefix, credentialArn, customRoleArn),
                rule -> rule.withAccess(credentialArn, customRoleArn));
    }

    @Override
    public void deletePullThroughCacheRule(String ecrRepositoryPrefix) {
        calls.deleting(ecrRepositoryPrefix, () -> rules.deletePullThroughCacheRule(ecrRepositoryPrefix));
    }

    @Override
    public CacheRuleValidation validatePullThroughCacheRule(String ecrRepositoryPrefix) {
        return calls.about(ecrRepositoryPrefix, () -> rules.validatePullThroughCacheRule(ecrRepositoryPrefix));
    }

    @Override
    public Optional<PullThroughCacheRule> describePullThroughCacheRule(String ecrRepositoryPrefix) {
        return calls.describing(ecrRepositoryPrefix, () -> rules.describePullThroughCacheRule(ecrRepositoryPrefix));
    }

    @Override
    public Page<PullThroughCacheRule> describePullThroughCacheRules(String nextToken) {
        return rules.describePullThroughCacheRules(nextToken);
    }
}
