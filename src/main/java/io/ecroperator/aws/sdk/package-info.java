/**
 * The AWS SDK behind {@link io.ecroperator.aws.EcrApi} and its siblings: clients and their configuration, one method per
 * operation, conversion to our value types. All calls pass through {@link io.ecroperator.aws.sdk.AwsCalls}. Knows nothing of
 * Kubernetes.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code aws.ratelimit}, {@code metrics}.
 */
package io.ecroperator.aws.sdk;
