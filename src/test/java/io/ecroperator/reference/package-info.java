/**
 * The pages of {@code docs/reference}: generated from the CRDs and the code, and compared with the committed files.
 *
 * <p>Uses whatever it describes; the tests of the chart use its list of settings.
 */
package io.ecroperator.reference;
