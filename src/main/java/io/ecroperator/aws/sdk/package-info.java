/**
 * The AWS SDK behind {@link io.ecroperator.aws.EcrApi} and its siblings: clients and their configuration, one method per
 * operation, conversion to our value types. All calls pass through {@link io.ecroperator.aws.sdk.AwsCalls}. Uses
 * {@code aws}, {@code aws.error}, {@code aws.ratelimit} and {@code metrics}; knows nothing of Kubernetes.
 */
package io.ecroperator.aws.sdk;
