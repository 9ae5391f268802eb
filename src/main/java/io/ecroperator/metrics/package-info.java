/**
 * The list of the operator's metrics: names, tags and meanings, as public API. {@code docs/reference/metrics.md} is generated
 * from it.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.metrics;
