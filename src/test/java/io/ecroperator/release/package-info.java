/**
 * How a release is made: the workflows of {@code .github} and the scripts of {@code hack/release}, and that neither can do more
 * than it needs.
 *
 * <p>Uses {@code chart} for Helm, {@code emulator} as a registry and {@code support} for its client.
 */
package io.ecroperator.release;
