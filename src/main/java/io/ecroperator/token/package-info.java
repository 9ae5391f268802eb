/**
 * Authorization tokens: minted once for each region and identity, for all objects that need one, and replaced before they end.
 *
 * <p>{@link io.ecroperator.token.TokenStore} mints in the background; the keys, the life of a token
 * and its state are pure. Tokens are in memory, nowhere else; what holds one does not show it as text.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code background}, {@code status}.
 */
package io.ecroperator.token;
