package io.ecroperator.pullthrough;

import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.view.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a rule.
 *
 * @param region of the registry; null if nobody knows
 * @param askedAt when its creation was asked for without an answer, by this object
 * @param validation the last answer of ECR to whether it gets into the upstream
 */
record ObservedRule(
        Reading<PullThroughCacheRule> rule,
        String region,
        Optional<Instant> askedAt,
        Optional<RuleValidation> validation) {}
