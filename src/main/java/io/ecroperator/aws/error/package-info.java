/**
 * The one place that decides what an AWS error means. Reads the SDK's exceptions.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.aws.error;
