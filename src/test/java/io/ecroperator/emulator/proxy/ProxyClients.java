package io.ecroperator.emulator.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** HTTP clients of the JDK that go by a proxy and trust one certificate authority. */
public final class ProxyClients {
    private ProxyClients() {}

    /**
     * Makes a client.
     *
     * @param proxy where every request goes
     * @param caPem the only authority it trusts, in PEM
     * @return a client, to be closed
     */
    public static HttpClient client(URI proxy, String caPem) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                .sslContext(trusting(caPem))
                .build();
    }

    /** {@return what trusts one authority only, given in PEM} */
    public static TrustManager[] trustManagers(String caPem) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(caPem));
            return trust.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no trust managers", e);
        }
    }

    /** {@return a store that holds one authority only, given in PEM} */
    public static KeyStore trustStore(String caPem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII))));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the authority's certificate is not readable", e);
        }
    }

    private static SSLContext trusting(String caPem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(caPem), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }
}
