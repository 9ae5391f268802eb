/**
 * Puts the operator together: the one place that knows all kinds. The process, the tests and other programs build it here, so
 * that they run the same; what differs between them are {@link io.ecroperator.composition.Dependencies}. Adding a kind is one
 * line of {@link io.ecroperator.composition.Composition}.
 *
 * <p>May use: everything.
 */
package io.ecroperator.composition;
