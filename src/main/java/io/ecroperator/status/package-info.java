/**
 * Conditions and their reasons: the words in which every kind tells its users how it stands. Reasons are public API; {@code
 * docs/reference/conditions.md} is generated from them.
 *
 * <p>May use: {@code aws.error}.
 */
package io.ecroperator.status;
