/**
 * The kind EcrRepositoryPolicy: its controller, and its calls to ECR. What it has in common with the other kind of shared
 * policy is in {@code sharedpolicy} and {@code undeclared}.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.error}, {@code aws.view}, {@code ownership}, {@code planning},
 * {@code policy}, {@code reference}, {@code runtime}, {@code runtime.events}, {@code sharedpolicy}, {@code status},
 * {@code undeclared}.
 */
package io.ecroperator.repositorypolicy;
