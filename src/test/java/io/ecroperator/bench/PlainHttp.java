package io.ecroperator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks a server on 127.0.0.1.
 *
 * @param http the client that is used
 * @param server the base URL
 */
record PlainHttp(HttpClient http, URI server) implements AutoCloseable {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    /** A client of the server on a port. */
    static PlainHttp onPort(int port) {
        return new PlainHttp(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                URI.create("http://127.0.0.1:" + port));
    }

    /** The answer, whatever its status; an {@link UncheckedIOException} if there is none. */
    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    /** Posts nothing. */
    HttpResponse<String> post(String path) {
        return post(path, "");
    }

    /** Posts a text. */
    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(server.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The answer to a request of the caller's making, as {@link #get}. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(ANSWERS_WITHIN).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + server + " was asked", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
