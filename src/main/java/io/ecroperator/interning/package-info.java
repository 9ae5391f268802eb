/**
 * What many hold alike, in memory once. Whoever reads many objects uses it.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.interning;
