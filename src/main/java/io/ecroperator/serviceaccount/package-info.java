/**
 * {@code imagePullSecrets} of ServiceAccounts: appends the names of pull secrets where an EcrPullSecret or a
 * ClusterEcrPullSecret asks for it, and takes exactly those away again. The ServiceAccount is the unit of work, and what the
 * operator appended is recorded on it, so that nothing stays behind, whatever goes away while no operator runs.
 *
 * <p>Uses the API types, {@code apiserver} and {@code status}. Knows nothing of tokens, and of Secrets only their names and whose they are.
 */
package io.ecroperator.serviceaccount;
