package io.ecroperator.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and AWS, and turns each list of each answer around, those of policies too. */
final class BackwardsAws implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a client of Java sets itself. */
    private static final Set<String> CONNECTION = Set.of("Host", "Content-length", "Connection", "Expect", "Upgrade");

    private final URI aws;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger turned = new AtomicInteger();

    BackwardsAws(URI aws) {
        try {
            this.aws = aws;
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it is. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many lists of more than one entry it has turned around. */
    int turned() {
        return turned.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(aws.resolve(exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!CONNECTION.contains(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            byte[] body = backwards(response.body());
            exchange.sendResponseHeaders(response.statusCode(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] backwards(byte[] body) throws IOException {
        return body.length > 0 && body[0] == '{' ? MAPPER.writeValueAsBytes(backwards(MAPPER.readTree(body))) : body;
    }

    private JsonNode backwards(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(member -> member.setValue(backwards(member.getValue())));
                yield object;
            }
            case ArrayNode array -> {
                if (array.size() > 1) {
                    turned.incrementAndGet();
                }
                List<JsonNode> entries = new ArrayList<>();
                array.forEach(entry -> entries.add(backwards(entry)));
                yield MAPPER.createArrayNode().addAll(entries.reversed());
            }
            case TextNode text when text.textValue().startsWith("{") -> policy(text);
            default -> node;
        };
    }

    private JsonNode policy(TextNode text) {
        try {
            return TextNode.valueOf(MAPPER.writeValueAsString(backwards(MAPPER.readTree(text.textValue()))));
        } catch (JsonProcessingException noPolicy) {
            return text;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        client.close();
    }
}
