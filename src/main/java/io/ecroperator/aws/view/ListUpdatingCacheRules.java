package io.ecroperator.aws.view;

import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import java.util.Optional;

/** Passes the calls on and keeps the listing up to date with the answers. */
final class ListUpdatingCacheRules implements PullThroughCacheApi {

    private final PullThroughCacheApi rules;
    private final Listing<PullThroughCacheRule> listing;

    ListUpdatingCacheRules(PullThroughCacheApi rules, Listing<PullThroughCacheRule> listing) {
        this.rules = rules;
        this.listing = listing;
    }

    @Override
    public PullThroughCacheRule createPullThroughCacheRule(NewPullThroughCacheRule rule) {
        String prefix = rule.ecrRepositoryPrefix();
        PullThroughCacheRule created = listing.writing(prefix, () -> rules.createPullThroughCacheRule(rule));
        listing.put(prefix, created);
        return created;
    }

    @Override
    public void updatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn) {
        listing.writing(ecrRepositoryPrefix, () -> {
            rules.updatePullThroughCacheRule(ecrRepositoryPrefix, credentialArn, customRoleArn);
            return null;
        });
        listing.changed(ecrRepositoryPrefix, rule -> rule.withAccess(credentialArn, customRoleArn));
    }

    @Override
    public void deletePullThroughCacheRule(String ecrRepositoryPrefix) {
        listing.writing(ecrRepositoryPrefix, () -> {
            rules.deletePullThroughCacheRule(ecrRepositoryPrefix);
            return null;
        });
        listing.removed(ecrRepositoryPrefix);
    }

    @Override
    public CacheRuleValidation validatePullThroughCacheRule(String ecrRepositoryPrefix) {
        return listing.reading(ecrRepositoryPrefix, () -> rules.validatePullThroughCacheRule(ecrRepositoryPrefix));
    }

    @Override
    public Optional<PullThroughCacheRule> describePullThroughCacheRule(String ecrRepositoryPrefix) {
        ListedItems.Read read = listing.beginRead();
        Optional<PullThroughCacheRule> rule = rules.describePullThroughCacheRule(ecrRepositoryPrefix);
        listing.read(ecrRepositoryPrefix, read, Reading.of(rule));
        return rule;
    }

    @Override
    public Page<PullThroughCacheRule> describePullThroughCacheRules(String nextToken) {
        return rules.describePullThroughCacheRules(nextToken);
    }
}
