/**
 * Which registry an object means. The kinds ask here, and get a connection or a sentence that says why not.
 *
 * <p>May use: {@code access}, {@code aws}, {@code aws.connection}, {@code aws.view}, {@code status}.
 */
package io.ecroperator.reference;
