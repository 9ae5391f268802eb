/**
 * What ECR holds, kept in memory so that a steady reconcile makes no call: a sweep lists all repositories, deep reads spread
 * over a longer period fetch what a listing does not carry, and our own writes update the picture from their answers.
 *
 * <p>Knows nothing of Kubernetes.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code heartbeat}, {@code interning}, {@code log}.
 */
package io.ecroperator.aws.view;
