/**
 * Fields of log entries. Whoever logs with fields uses it.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.log;
