/**
 * The kind EcrRegistryConfiguration: fragments of the settings that a registry has once. All fragments of a registry share one
 * writer, {@link io.ecroperator.registryconfig.RegistrySettlement}, which their reconciles ask; what it is to write is decided
 * in {@code registryconfig.merge}, which is pure.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view},
 * {@code cache}, {@code managed}, {@code planning}, {@code reference}, {@code registryconfig.backfill}, {@code registryconfig.merge}, {@code runtime}, {@code runtime.events}, {@code status}.
 */
package io.ecroperator.registryconfig;
