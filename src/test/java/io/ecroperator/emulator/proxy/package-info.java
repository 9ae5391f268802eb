/**
 * An HTTPS proxy that answers for other people's hosts: clients with real host names in their configuration reach a handler
 * of this JVM, without DNS, by HTTPS_PROXY and the certificate authority that the proxy makes for itself. Start it with
 * {@link io.ecroperator.emulator.proxy.InterceptingProxy}.
 *
 * <p>Knows nothing of ECR. May use the JDK, and BouncyCastle for certificates.
 */
package io.ecroperator.emulator.proxy;
