package io.ecroperator.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks an API server whether it can be used: it says so itself and the {@code default} namespace is there. */
final class ReadyProbe implements AutoCloseable {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient http;
    private final URI server;
    private final String token;

    /**
     * @param server the API server's base URL
     * @param certificate the certificates to trust, PEM
     * @param token an administrator's bearer token
     * @throws IOException if the certificates cannot be read
     */
    ReadyProbe(URI server, Path certificate, String token) throws IOException {
        this.http = HttpClient.newBuilder()
                .connectTimeout(ANSWER_TIMEOUT)
                .sslContext(trusting(certificate))
                .build();
        this.server = server;
        this.token = token;
    }

    /** False also while nothing listens or answers yet. */
    boolean isReady() {
        return answersOk("/readyz") && answersOk("/api/v1/namespaces/default");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private boolean answersOk(String path) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(ANSWER_TIMEOUT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static SSLContext trusting(Path certificate) throws IOException {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate entry : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry(String.valueOf(trusted.size()), entry);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("No certificate to trust in " + certificate, e);
        }
    }
}
