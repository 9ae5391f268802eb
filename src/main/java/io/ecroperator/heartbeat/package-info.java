/**
 * What runs in the background, and whether it still runs. It knows the JDK and the log only, so that everything may use it.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.heartbeat;
