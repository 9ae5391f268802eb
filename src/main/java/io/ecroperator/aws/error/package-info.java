/**
 * The one place that decides what an AWS error means. Reads the SDK's exceptions; depends on nothing else of the
 * operator.
 */
package io.ecroperator.aws.error;
