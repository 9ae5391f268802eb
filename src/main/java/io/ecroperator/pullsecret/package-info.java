/**
 * The kinds EcrPullSecret and ClusterEcrPullSecret: resolve → observe → plan → apply → status, one file per step, around one
 * store of tokens. The second is worked off namespace by namespace ({@code PullSecretNamespaceReconciler}).
 *
 * <p>{@code TokenStore} mints, once per region, for all objects, and is the only one here that calls AWS. The hosts, the
 * contents of Secrets, the life of a token, the resolver and the planner are pure: no client, no clock.
 *
 * <p>Tokens are in memory and in Secrets, nowhere else. What holds one does not show it as text.
 */
package io.ecroperator.pullsecret;
