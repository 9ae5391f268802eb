package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.managed.recorded.RecordedCase;
import io.ecroperator.managed.recorded.RecordedDeathContract;

class RuleDeathTest
        implements RecordedDeathContract<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> {

    @Override
    public RecordedCase<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> kind() {
        return new RuleCase();
    }
}
