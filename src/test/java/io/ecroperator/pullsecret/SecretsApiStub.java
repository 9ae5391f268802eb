package io.ecroperator.pullsecret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Secrets of an API server that answers as it was told: for what no real one can be brought to say at will. What is not
 * told is answered with success; a read finds nothing unless told.
 */
final class SecretsApiStub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final KubernetesClient client;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();

    SecretsApiStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://localhost:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    /** Every request of that method for that Secret is answered so. */
    void refuse(String method, String name, int code) {
        refusals.put(method + " " + name, code);
    }

    /** A read of the Secret gives this object. */
    void finds(String name, String json) {
        found.put(name, json);
    }

    /** Method and name of every write that was taken. */
    List<String> writes() {
        return writes;
    }

    void forgetWrites() {
        writes.clear();
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        JsonNode sent = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        String name = "POST".equals(method)
                ? sent.path("metadata").path("name").textValue()
                : path.substring(path.lastIndexOf('/') + 1);
        Integer code = refusals.get(method + " " + name);
        if (code != null) {
            answer(exchange, code, failure(code));
        } else if ("GET".equals(method)) {
            String object = found.get(name);
            answer(exchange, object == null ? NOT_FOUND : OK, object == null ? failure(NOT_FOUND) : object);
        } else {
            writes.add(method + " " + name);
            answer(
                    exchange,
                    OK,
                    "DELETE".equals(method) ? "{\"kind\":\"Status\",\"status\":\"Success\"}" : stored(sent));
        }
    }

    private static String stored(JsonNode sent) {
        ObjectNode object = sent.deepCopy();
        object.withObject("/metadata").put("resourceVersion", "2").put("uid", "uid-of-secret");
        return object.toString();
    }

    private static String failure(int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Refused\",\"code\":"
                + code + "}";
    }

    private static void answer(HttpExchange exchange, int code, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
