/**
 * The CRDs: generated from the records in {@code api}, compared with the committed files, and tried on a real API
 * server.
 *
 * <p>Uses {@code api}, the CRD generator, and {@code support} for the API server.
 */
package io.ecroperator.crd;
