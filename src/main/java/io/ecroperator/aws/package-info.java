/**
 * The only door to AWS. The interfaces named {@code …Api}, one per kind of resource, list exactly the calls that the operator
 * makes, in value types of our own; the SDK's types stay inside this package and its subpackages.
 *
 * <p>Every call fails with {@link io.ecroperator.aws.error.AwsException} and nothing else.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.aws;
