/**
 * The objects of a kind as its own controller has them in memory, for other kinds: one watch and one cache serve all.
 *
 * <p>May use: {@code listeners}.
 */
package io.ecroperator.cache;
