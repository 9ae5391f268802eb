/**
 * What the operator would do for an object, foretold by the very parts that would do it: what the kinds say of themselves, and
 * what is known of the objects beside it.
 *
 * <p>May use: {@code aws.connection}, {@code cache}, {@code status}.
 */
package io.ecroperator.planning;
