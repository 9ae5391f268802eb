/**
 * The registries that the operator works on: its own, with its identity, region and endpoint, and those of the kind EcrRegistry,
 * whose status tells whether AWS accepts the credentials and how the registry stands.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.ratelimit},
 * {@code aws.sdk}, {@code aws.view}, {@code background}, {@code heartbeat}, {@code reference}, {@code runtime},
 * {@code runtime.events}, {@code status}.
 */
package io.ecroperator.registry;
