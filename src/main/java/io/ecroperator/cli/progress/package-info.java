/**
 * How far a command is, for whoever waits for it.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.cli.progress;
