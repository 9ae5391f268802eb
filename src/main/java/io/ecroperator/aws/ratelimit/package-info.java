/**
 * Slows the operator down to what AWS accepts. Knows operation names and time, nothing of ECR, the SDK or Kubernetes; it reads
 * the kinds of {@link io.ecroperator.aws.error}.
 *
 * <p>May use: {@code aws}, {@code aws.error}.
 */
package io.ecroperator.aws.ratelimit;
