/**
 * How a command reaches AWS: one account and region, with the credentials that every AWS tool finds, counted and paced as the
 * operator's calls are.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code aws.sdk}, {@code cli.outcome}, {@code metrics}.
 */
package io.ecroperator.cli.aws;
