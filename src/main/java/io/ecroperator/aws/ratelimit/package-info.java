/**
 * Slows the operator down to what AWS accepts. Knows operation names and time, nothing of ECR, the SDK or Kubernetes;
 * depends on {@link io.ecroperator.aws.error} only.
 */
package io.ecroperator.aws.ratelimit;
