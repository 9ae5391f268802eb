/**
 * The command {@code token}: a login to registries for people and scripts. It goes to standard output and nowhere else.
 *
 * <p>May use: {@code aws}, {@code cli.aws}, {@code cli.outcome}.
 */
package io.ecroperator.cli.token;
