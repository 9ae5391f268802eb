/**
 * Reads what is selected of an account and region, and says what could not be read and what was not there.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.error}, {@code cli.aws}, {@code cli.export.object},
 * {@code cli.outcome}, {@code cli.progress}.
 */
package io.ecroperator.cli.export.account;
