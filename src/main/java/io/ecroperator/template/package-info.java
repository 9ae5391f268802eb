/**
 * The kind EcrRepositoryCreationTemplate: resolve → observe → plan → apply → status, run by {@code managed}. Templates have no tags,
 * so that the status alone records which is an object's.
 *
 * <p>The resolver and the planner are pure: no client, no clock. Only the observer, the kind's {@code apply}, the deletion and, for
 * the registry policy, {@code PushOpenness} call AWS.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view},
 * {@code managed}, {@code managed.recorded}, {@code planning}, {@code policy}, {@code reference}, {@code runtime}, {@code status}.
 */
package io.ecroperator.template;
