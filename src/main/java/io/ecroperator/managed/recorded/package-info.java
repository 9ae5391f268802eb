/**
 * What kinds share whose things in AWS have no tags, such as cache rules and templates: only the status records whose such a thing is.
 * Parts to compose beside those of {@code managed}; kinds with tags need none of it.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view}, {@code managed},
 * {@code reference}, {@code status}.
 */
package io.ecroperator.managed.recorded;
