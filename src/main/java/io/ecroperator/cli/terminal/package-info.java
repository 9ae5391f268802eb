/**
 * What a terminal is given: texts from manifests, AWS and the command line must not steer it.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.cli.terminal;
