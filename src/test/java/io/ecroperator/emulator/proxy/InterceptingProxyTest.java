package io.ecroperator.emulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterceptingProxyTest {
    private static final String HOST = "registry.example.com";
    /** Longer than a common name may be. */
    private static final String LONG_HOST =
            "123456789012.dkr-ecr-fips.ap-northeast-1.a-domain-that-is-rather-long.example.com";

    private final InterceptingProxy proxy = InterceptingProxy.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Set.of(HOST, LONG_HOST)::contains, exchange -> {
                try (exchange) {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders()
                            .set("Asked", exchange.getRequestHeaders().getFirst("Host"));
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOST, LONG_HOST})
    void shouldAnswerForAHostUnderItsOwnCertificate(String host) throws Exception {
        // Given
        String body = "x".repeat(1_000_000);
        try (HttpClient client = ProxyClients.client(proxy.uri(), proxy.caPem())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + "/"))
                    .POST(BodyPublishers.ofString(body))
                    .build();

            // When
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

            // Then
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("Asked")).contains(host);
            assertThat(answer.sslSession()).isPresent();
        }
    }

    @Test
    void shouldNotBeTrustedWhenTheAuthorityIsAnotherProxys() {
        try (InterceptingProxy other = InterceptingProxy.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        HOST::equals,
                        exchange -> exchange.close());
                HttpClient client = ProxyClients.client(proxy.uri(), other.caPem())) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("https://" + HOST + "/")).build();

            // When / Then
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT other.example.com:443 HTTP/1.1\r\n\r\n",
                "CONNECT registry.example.com:22 HTTP/1.1\r\n\r\n",
                "GET http://registry.example.com/ HTTP/1.1\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void shouldRefuseWhenAnythingElseIsAsked(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort())) {
            // When
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            // Then
            assertThat(answer).startsWith("HTTP/1.1 403 Forbidden\r\n");
        }
    }
}
