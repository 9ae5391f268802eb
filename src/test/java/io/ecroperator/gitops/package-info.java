/**
 * What tools that watch objects make of ours: Argo CD by {@code deploy/argocd/health.lua}, and those that go by kstatus. The
 * statuses are those that each kind's own factory makes.
 */
package io.ecroperator.gitops;
