/**
 * The kind EcrPublicRepository: resolve → observe → plan → apply → status, run by {@code managed}. An account has one public
 * registry, so that of a connection only the account and the identity count, and not the region.
 *
 * <p>The resolver and the planner are pure: no client, no clock. Only the observer, the applier and the deletion call AWS.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.connection}, {@code aws.error},
 * {@code aws.view}, {@code managed}, {@code ownership}, {@code planning}, {@code policy}, {@code reference}, {@code runtime}, {@code status}, {@code tagged}.
 */
package io.ecroperator.publicrepository;
