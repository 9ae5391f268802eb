package io.ecroperator.aws;

import java.time.Instant;

/**
 * A lifecycle policy as ECR returns it.
 *
 * @param lastEvaluatedAt when ECR last ran it; {@code null} if unknown
 */
public record LifecyclePolicyText(String text, Instant lastEvaluatedAt) {}
