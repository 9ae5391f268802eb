/**
 * Which registry an object means. The kinds ask here before any call, and get a connection or a sentence that says why not.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.view},
 * {@code cache}, {@code metrics}, {@code status}.
 */
package io.ecroperator.reference;
