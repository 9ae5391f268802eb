/**
 * Connections to registries. For now there is one, with the operator's own identity, region and endpoint.
 *
 * <p>May use: {@code aws}, {@code aws.ratelimit}, {@code aws.sdk}, {@code aws.view}, {@code heartbeat}, {@code metrics},
 * {@code runtime}.
 */
package io.ecroperator.registry;
