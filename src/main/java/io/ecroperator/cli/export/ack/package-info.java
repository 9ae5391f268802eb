/**
 * {@code export --from-ack}: objects of ACK's ecr-controller as ours.
 *
 * <p>May use: {@code cli.export.conversion}, {@code cli.export.object}, {@code cli.manifest}, {@code cli.outcome}.
 */
package io.ecroperator.cli.export.ack;
