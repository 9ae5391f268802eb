/**
 * What a lifecycle policy does to the images of a repository: pure, no clock, no repository.
 *
 * <p>May use the JDK, Jackson and {@code emulator.iam} for wildcards.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html">How lifecycle policies work</a>
 */
package io.ecroperator.emulator.lifecycle;
