/**
 * How a command ends: its exit codes, and the failures that it tells of in a sentence.
 *
 * <p>May use: {@code aws.error}, {@code cli.terminal}.
 */
package io.ecroperator.cli.outcome;
