/**
 * What the API server's refusals mean: one classifier for every kind of object that the operator writes.
 *
 * <p>It knows the client's exceptions, not the client, and takes the bounds of retries from {@code status}.
 *
 * <p>May use: {@code status}.
 */
package io.ecroperator.apiserver;
