/**
 * The kind EcrLifecyclePolicy: how far a shared policy has got, and its rules on repositories that nobody declares.
 *
 * <p>One repository has one writer. Where an EcrRepository declares it, that is the EcrRepository's reconciler: it asks {@link
 * io.ecroperator.attachment.Attachments} which policy to write, and its status tells this package that it was written. Where
 * none does, it is the policy that matches its name ({@code lifecycle.undeclared}). {@code LifecycleReach} is pure.
 *
 * <p>May use: {@code api.v1alpha1}, {@code attachment}, {@code lifecycle.undeclared}, {@code policy},
 * {@code reference}, {@code runtime}, {@code runtime.events}, {@code status}.
 */
package io.ecroperator.lifecycle;
