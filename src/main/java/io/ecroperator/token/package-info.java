/**
 * Authorization tokens: minted once for each region, for all objects that need one, and replaced before they end.
 *
 * <p>{@link io.ecroperator.token.TokenStore} is the only one here that runs in the background; the keys, the life of a token
 * and its state are pure. Tokens are in memory, nowhere else; what holds one does not show it as text.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code heartbeat}, {@code listeners}, {@code runtime}, {@code status}.
 */
package io.ecroperator.token;
