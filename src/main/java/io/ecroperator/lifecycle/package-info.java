/**
 * The kind EcrLifecyclePolicy: which shared policy concerns which repository, and how far it has got.
 *
 * <p>One repository has one writer. Where an EcrRepository declares it, that is the EcrRepository's reconciler: it asks
 * {@link io.ecroperator.lifecycle.Attachments} which policy to write, and its status tells this package that it was written.
 * Where none does, it is the policy that matches its name ({@code Undeclared…}). {@code Attachment}, {@code Attachments},
 * {@code LifecycleReach} and {@code UndeclaredPlanner} are pure.
 */
package io.ecroperator.lifecycle;
