/**
 * {@code imagePullSecrets} of ServiceAccounts: appends the names of pull secrets where an EcrPullSecret or a
 * ClusterEcrPullSecret asks for it, and takes exactly those away again. The ServiceAccount is the unit of work, and what the
 * operator appended is recorded on it, so that nothing stays behind, whatever goes away while no operator runs.
 *
 * <p>Knows nothing of tokens, and of Secrets only their names and whose they are.
 *
 * <p>May use: {@code api.v1alpha1}, {@code apiserver}, {@code listeners}, {@code runtime}, {@code status}.
 */
package io.ecroperator.serviceaccount;
