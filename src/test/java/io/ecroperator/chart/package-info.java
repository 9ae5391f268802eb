/**
 * The Helm chart: what of it is generated, what it renders with Helm 3 and Helm 4, and what becomes of a release on a real API
 * server.
 *
 * <p>Uses whatever it must agree with; of this package, the process tests use {@link io.ecroperator.chart.Helm} and {@link
 * io.ecroperator.chart.Rendering}.
 */
package io.ecroperator.chart;
