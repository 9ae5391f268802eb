package io.ecroperator.aws;

import java.util.Optional;

/**
 * What came of ECR's attempt to get into the upstream of a pull through cache rule.
 *
 * @param failure AWS's sentence about what does not work; empty for a rule that is valid
 */
public record CacheRuleValidation(boolean isValid, Optional<String> failure) {}
