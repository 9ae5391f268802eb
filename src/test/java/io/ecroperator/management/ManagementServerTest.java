package io.ecroperator.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STALLED_CLIENTS = 40;

    private final AtomicBoolean well = new AtomicBoolean(true);
    private final ManagementServer server = ManagementServer.start(
            anyPort(),
            Map.of(
                    "/q/health/ready",
                    () -> HealthReport.of(new HealthCheck("operator", well.get(), Map.of("leads", true, "after", 3)))
                            .answer(),
                    "/q/health/live",
                    () -> HealthReport.of(new HealthCheck("informers", true, Map.of()))
                            .answer(),
                    "/q/metrics",
                    () -> io.ecroperator.management.HttpResponse.metrics("leader 1.0\n"),
                    "/broken",
                    () -> {
                        throw new IllegalStateException("secret");
                    }));
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void shouldSayWhatIsWellInTheFormOfMicroProfileHealth() throws Exception {
        // When
        HttpResponse<String> response = get("/q/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(contentType(response)).isEqualTo("application/json; charset=utf-8");
        assertThat(JSON.readTree(response.body())).isEqualTo(JSON.readTree("""
                {"status": "UP", "checks": [{"name": "operator", "status": "UP", "data": {"after": 3, "leads": true}}]}"""));
    }

    @Test
    void shouldSayThatTheServiceIsUnavailableWhenACheckIsDown() throws Exception {
        // Given
        well.set(false);

        // When
        HttpResponse<String> response = get("/q/health/ready");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(response.body()).path("status").asText()).isEqualTo("DOWN");
    }

    @Test
    void shouldLeaveDataOutWhenACheckHasNone() throws Exception {
        assertThat(JSON.readTree(get("/q/health/live").body())).isEqualTo(JSON.readTree("""
                        {"status": "UP", "checks": [{"name": "informers", "status": "UP"}]}"""));
    }

    @Test
    void shouldGiveMetricsInTheFormatThatPrometheusNames() throws Exception {
        // When
        HttpResponse<String> response = get("/q/metrics");

        // Then
        assertThat(response.body()).isEqualTo("leader 1.0\n");
        assertThat(contentType(response)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void shouldTakeNoOffenceAtASlashAtTheEnd() throws Exception {
        assertThat(get("/q/health/live/").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws Exception {
        // When
        HttpResponse<String> response = send(request("/q/metrics").method("HEAD", BodyPublishers.noBody()));

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldSayWhatThereIsWhenAPathIsUnknown() throws Exception {
        // When
        HttpResponse<String> response = get("/q/health/readyz");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("/q/health/live, /q/health/ready, /q/metrics");
    }

    @Test
    void shouldRefuseOtherMethods() throws Exception {
        assertThat(send(request("/q/metrics").POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void shouldAnswerTheOthersAndKeepTheReasonToTheLogWhenOneAnswerFails() throws Exception {
        // When
        HttpResponse<String> response = get("/broken");

        // Then
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret");
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerWhenOtherClientsDoNotFinishTheirRequests() throws Exception {
        // Given
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int each = 0; each < STALLED_CLIENTS; each++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.getOutputStream().write("GET /q/metrics HT".getBytes(StandardCharsets.US_ASCII));
                stalled.add(socket);
            }

            // When
            HttpResponse<String> response = get("/q/health/live");

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void shouldNameTheAddressWhenItCannotListen() {
        assertThatThrownBy(() -> ManagementServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(server.port()))
                .hasMessageContaining("in use");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(5));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }
}
