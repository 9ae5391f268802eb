package io.ecroperator.aws;

import java.util.Optional;

/**
 * Pull through cache rules. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a rule that does not
 * exist, except where the result is an {@link Optional} of the rule itself.
 */
public interface PullThroughCacheApi {

    /** Creates the rule; {@code ALREADY_EXISTS} if there is one for the prefix. */
    PullThroughCacheRule createPullThroughCacheRule(NewPullThroughCacheRule rule);

    /** Replaces how ECR gets into the upstream, nothing else; ECR refuses ({@code INVALID}) to be given neither. */
    void updatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn);

    /** Deletes the rule; the repositories that it filled stay. */
    void deletePullThroughCacheRule(String ecrRepositoryPrefix);

    /** Has ECR try to get into the upstream now. */
    CacheRuleValidation validatePullThroughCacheRule(String ecrRepositoryPrefix);

    /** Reads one rule afresh; empty if there is none for the prefix. */
    Optional<PullThroughCacheRule> describePullThroughCacheRule(String ecrRepositoryPrefix);

    /** One page of up to 1,000 rules; {@code null} asks for the first one. */
    Page<PullThroughCacheRule> describePullThroughCacheRules(String nextToken);
}
