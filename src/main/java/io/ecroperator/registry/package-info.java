/**
 * The registries that the operator works on.
 *
 * <p>May use: {@code access}, {@code aws}, {@code aws.connection}, {@code aws.ratelimit}, {@code aws.sdk}, {@code aws.view}, {@code heartbeat}, {@code metrics},
 * {@code reference}, {@code runtime}.
 */
package io.ecroperator.registry;
