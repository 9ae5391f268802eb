/**
 * The AWS SDK behind the interfaces of {@link io.ecroperator.aws}: clients and their configuration, one method per
 * operation, conversion to our value types. All calls pass through {@link io.ecroperator.aws.sdk.AwsCalls}. Knows nothing of
 * Kubernetes.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code aws.ratelimit}, {@code metrics}.
 */
package io.ecroperator.aws.sdk;
