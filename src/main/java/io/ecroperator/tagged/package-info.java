/**
 * What kinds share whose thing in AWS carries tags: whose it is, which tags to write and remove, and what the status has to
 * remember of them. Pure.
 *
 * <p>May use: {@code access}, {@code api.v1alpha1}, {@code aws.view}, {@code managed}, {@code ownership}, {@code status}.
 */
package io.ecroperator.tagged;
