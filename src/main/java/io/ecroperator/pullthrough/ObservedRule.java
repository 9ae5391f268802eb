package io.ecroperator.pullthrough;

import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.managed.recorded.Sighting;
import java.util.Optional;

/**
 * What is known of a rule.
 *
 * @param validation the last answer of ECR to whether it gets into the upstream
 */
record ObservedRule(Sighting<PullThroughCacheRule> sighting, Optional<RuleValidation> validation) {

    /** Nobody has asked yet whether ECR gets into the upstream. */
    static ObservedRule of(Sighting<PullThroughCacheRule> sighting) {
        return new ObservedRule(sighting, Optional.empty());
    }
}
