/**
 * The kind EcrRepository: resolve → observe → plan → apply → status, one file per step, put together in {@code EcrRepositoryKind}
 * and run by {@code managed}.
 *
 * <p>The resolver, the planner and everything they take and return are pure: no client, no clock. Only the reconciler touches
 * the Operator SDK; only the observer, the applier and the deletion call AWS, through the doors of {@code aws}.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code apiserver}, {@code attachment}, {@code aws}, {@code aws.connection}, {@code aws.error},
 * {@code aws.view}, {@code managed}, {@code ownership}, {@code planning}, {@code policy}, {@code reference}, {@code runtime}, {@code status}, {@code tagged}.
 */
package io.ecroperator.repository;
