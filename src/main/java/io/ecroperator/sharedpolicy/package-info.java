/**
 * What the kinds of shared policies have in common: how far a policy has got, and what its conditions and Events say. A kind
 * brings its type, its words ({@code PolicyKind}) and its calls ({@code PolicyDoor}).
 *
 * <p>One repository has one writer. Where an EcrRepository declares it, that is the EcrRepository's reconciler: it asks {@link
 * io.ecroperator.attachment.Attachments} which policy to write, and its status tells this package that it was written. Where
 * none does, it is the policy that matches its name ({@code undeclared}). {@code SharedPolicyReach} is pure.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code cache}, {@code ownership}, {@code planning}, {@code policy}, {@code reference},
 * {@code runtime}, {@code runtime.events}, {@code status}, {@code undeclared}.
 */
package io.ecroperator.sharedpolicy;
