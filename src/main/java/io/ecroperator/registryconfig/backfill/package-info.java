/**
 * Backfills of a registry's replication: one for each destination that a fragment consents to, started once, whatever becomes
 * of the answer, and watched until it ends. Says in the end what is known of the destination.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view}, {@code status}.
 */
package io.ecroperator.registryconfig.backfill;
