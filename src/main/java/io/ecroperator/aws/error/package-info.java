/** The one place that decides what an AWS error means. Depends on nothing else of the operator. */
package io.ecroperator.aws.error;
