/**
 * The command {@code plan}: what the operator would do for manifests. Everything about a kind comes from the kind itself; here is
 * what they are asked about, and how the answers are told.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code attachment}, {@code aws}, {@code aws.connection}, {@code aws.error},
 * {@code aws.sdk}, {@code cli.aws}, {@code cli.manifest}, {@code cli.outcome}, {@code cli.progress},
 * {@code cli.schema}, {@code cli.terminal}, {@code cli.validate}, {@code composition}, {@code ownership}, {@code planning}, {@code runtime}, {@code status}.
 */
package io.ecroperator.cli.plan;
