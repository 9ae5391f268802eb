/**
 * The list of the operator's metrics: names, tags and meanings, as public API. {@code docs/reference/metrics.md} is
 * generated from it.
 *
 * <p>Uses Micrometer and nothing of the operator; whoever counts something uses it.
 */
package io.ecroperator.metrics;
