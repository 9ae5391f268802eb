/**
 * Questions that take long, such as calls to AWS, asked on threads of their own, so that no reconcile waits for an answer.
 * What is asked, and which answers are good, the user of this package says.
 *
 * <p>May use: {@code heartbeat}, {@code listeners}, {@code runtime}, {@code status}.
 */
package io.ecroperator.background;
