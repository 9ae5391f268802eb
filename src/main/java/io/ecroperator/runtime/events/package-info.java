/**
 * Events: what a user reads with {@code kubectl describe}.
 *
 * <p>May use: {@code heartbeat}, {@code status}, {@code turns}.
 */
package io.ecroperator.runtime.events;
