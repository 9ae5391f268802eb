package io.ecroperator.pullthrough;

import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.Reason;
import java.time.Instant;

/**
 * Whether ECR gets into the upstream of a rule.
 *
 * @param at when that was asked
 * @param status unknown if AWS did not tell
 */
record RuleValidation(Instant at, ConditionStatus status, Reason reason, String message) {}
