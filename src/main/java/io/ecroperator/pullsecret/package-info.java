/**
 * The kinds EcrPullSecret and ClusterEcrPullSecret: resolve → observe → plan → apply → status, one file per step. The second
 * is worked off namespace by namespace ({@code PullSecretNamespaceReconciler}).
 *
 * <p>Nothing here mints a token: that is {@code token}. The hosts, the contents of Secrets, the resolver and the planner are
 * pure: no client, no clock. Tokens go into Secrets, nowhere else; what holds one does not show it as text.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code apiserver}, {@code aws}, {@code aws.error}, {@code background},
 * {@code heartbeat}, {@code listeners}, {@code metrics}, {@code ownership}, {@code reference}, {@code runtime}, {@code runtime.events},
 * {@code serviceaccount}, {@code status}, {@code token}.
 */
package io.ecroperator.pullsecret;
