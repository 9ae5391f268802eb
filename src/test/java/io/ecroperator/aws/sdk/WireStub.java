package io.ecroperator.aws.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers what it was told, in that order, and remembers what it was asked: for tests of what goes over the wire, byte
 * by byte, including answers that no sane service gives. The last answer is repeated.
 */
final class WireStub implements AutoCloseable {

    /** One request: the {@code X-Amz-Target} header without the service, the body and the User-Agent. */
    record Request(String operation, String body, String userAgent) {}

    private record Answer(int status, String contentType, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    WireStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Queues a JSON answer with status 200. */
    WireStub answer(String json) {
        return answer(200, "application/x-amz-json-1.1", json);
    }

    /** Queues an error as ECR sends it. */
    WireStub error(int status, String code, String message) {
        return answer(
                status, "application/x-amz-json-1.1", "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    /** Queues any answer; status 0 closes the connection without one. */
    synchronized WireStub answer(int status, String contentType, String body) {
        answers.add(new Answer(status, contentType, body));
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    /** The only request so far. */
    Request onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("Not one request: " + requests);
        }
        return requests.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                target == null ? "" : target.substring(target.indexOf('.') + 1),
                body,
                exchange.getRequestHeaders().getFirst("User-Agent")));
        Answer answer = next();
        if (answer.status() != 0) {
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("x-amzn-RequestId", "request-1");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private synchronized Answer next() {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }
}
