/** Events: what a user reads with {@code kubectl describe}. */
package io.ecroperator.runtime.events;
