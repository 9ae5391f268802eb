/**
 * The command line: {@code ecr-operator} starts the operator, its commands do one thing and end, without dependency injection.
 * Each command is a picocli class, in a package of its own where it has more than a file, and a line of
 * {@link io.ecroperator.cli.EcrOperatorCommand}.
 *
 * <p>May use: {@code cli.export}, {@code cli.outcome}, {@code cli.plan}, {@code cli.terminal}, {@code cli.token}, {@code cli.validate}.
 */
package io.ecroperator.cli;
