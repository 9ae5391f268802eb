/**
 * How a command ends: its exit codes, and the failures that it tells of in a sentence.
 *
 * <p>May use: {@code aws.error}.
 */
package io.ecroperator.cli.outcome;
