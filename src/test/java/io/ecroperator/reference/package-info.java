/**
 * The pages of {@code docs/reference}: generated from the CRDs and the code, and compared with the committed files.
 *
 * <p>Uses whatever it describes; nothing uses it.
 */
package io.ecroperator.reference;
