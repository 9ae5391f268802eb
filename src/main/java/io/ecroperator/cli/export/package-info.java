/**
 * {@code ecr-operator export}: the command, and what an account has as objects. Where it reads from is a package each: AWS in
 * {@code account}, the objects of other tools in {@code ack} and {@code externalsecrets}, a state in {@code terraform}. The same
 * account gives the same bytes.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.error}, {@code cli.aws}, {@code cli.export.account},
 * {@code cli.export.ack}, {@code cli.export.conversion}, {@code cli.export.externalsecrets}, {@code cli.export.object},
 * {@code cli.export.terraform}, {@code cli.manifest}, {@code cli.outcome}, {@code cli.progress}, {@code cli.terminal}, {@code policy}.
 */
package io.ecroperator.cli.export;
