/**
 * The kind EcrLifecyclePolicy: which shared policy concerns which EcrRepository, and how far it has got.
 *
 * <p>Nothing here calls AWS. One repository has one writer, the reconciler of its EcrRepository; it asks
 * {@link io.ecroperator.lifecycle.Attachments} which policy to write, and the status of the EcrRepository tells this
 * package that it was written. {@code Attachment}, {@code Attachments} and {@code LifecycleReach} are pure.
 */
package io.ecroperator.lifecycle;
