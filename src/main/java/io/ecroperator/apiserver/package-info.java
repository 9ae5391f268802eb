/**
 * What the API server's refusals mean: one classifier for every kind of object that the operator writes.
 *
 * <p>Uses the client's exceptions and {@code status} (bounds of retries), and nothing else of the operator.
 */
package io.ecroperator.apiserver;
