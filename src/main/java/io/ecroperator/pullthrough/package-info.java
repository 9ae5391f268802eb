/**
 * The kind EcrPullThroughCacheRule: resolve → observe → plan → apply → status, run by {@code managed}. Rules have no tags, so that
 * the status alone records which is an object's.
 *
 * <p>The resolver and the planner are pure: no client, no clock. Only the observer, the kind's {@code apply} and the deletion call
 * AWS.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view}, {@code managed}, {@code managed.recorded},
 * {@code planning}, {@code reference}, {@code runtime}, {@code status}.
 */
package io.ecroperator.pullthrough;
