package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a client is told: status, headers, and a body, which a HEAD gets the length of. */
final class Answer {
    static final String CONTENT_TYPE = "Content-Type";
    private static final byte[] NOTHING = {};

    private final int status;
    private final Map<String, String> headers = new TreeMap<>();
    private final byte[] body;

    private Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.body = body;
        if (!contentType.isEmpty()) {
            headers.put(CONTENT_TYPE, contentType);
        }
    }

    static Answer empty(int status) {
        return new Answer(status, "", NOTHING);
    }

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(int status, JsonNode node) {
        return json(status, "application/json; charset=utf-8", node);
    }

    static Answer json(int status, String mediaType, JsonNode node) {
        return new Answer(status, mediaType, node.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer content(String mediaType, byte[] content) {
        return new Answer(HttpURLConnection.HTTP_OK, mediaType, content);
    }

    static Answer partOf(String mediaType, byte[] content) {
        return new Answer(HttpURLConnection.HTTP_PARTIAL, mediaType, content);
    }

    Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    void writeTo(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
        headers.forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
