/**
 * Who goes next where tenants wait together.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.turns;
