/**
 * moto as an independent judge of the emulator: the same cases run against both, and where the two differ, the committed
 * list {@code contract/differences.yaml} says which of them is like AWS and how that is known.
 *
 * <p>A case goes through the AWS SDK only, so that it could be run against AWS as well. Uses the emulator's public face, the
 * SDK, Jackson and {@code support}; of the operator nothing. {@code reference} prints the list.
 */
package io.ecroperator.contract;
