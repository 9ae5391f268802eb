package io.ecroperator.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD on a few paths. A client that sends half a request, or does not take its answer, keeps no other from
 * its own. How long it may do so, and how many connections there may be, are settings of the module jdk.httpserver.
 */
public final class ManagementServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

    private final Map<String, Supplier<HttpResponse>> paths;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("management-http-", 0).factory());

    private ManagementServer(HttpServer server, Map<String, Supplier<HttpResponse>> paths) {
        this.server = server;
        this.paths = new TreeMap<>(paths);
    }

    /**
     * Listens; the caller closes it.
     *
     * @param address where; port 0 takes one that is free
     * @param paths what is answered on which path
     * @throws UncheckedIOException if it cannot listen there; the message names the address
     */
    public static ManagementServer start(InetSocketAddress address, Map<String, Supplier<HttpResponse>> paths) {
        try {
            ManagementServer server = new ManagementServer(HttpServer.create(address, 0), paths);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on %s for probes and metrics: %s".formatted(address, e.getMessage()), e);
        }
    }

    private void start() {
        server.setExecutor(requests);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            HttpResponse answer = head || exchange.getRequestMethod().equals("GET")
                    ? answer(exchange.getRequestURI().getPath())
                    : HttpResponse.says(405, "Only GET and HEAD are answered.");
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }

    private HttpResponse answer(String asked) {
        String path = asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
        Supplier<HttpResponse> known = paths.get(path);
        if (known == null) {
            return HttpResponse.says(404, "Nothing is here; there is " + String.join(", ", paths.keySet()) + ".");
        }
        try {
            return known.get();
        } catch (RuntimeException e) {
            LOG.warn("A request could not be answered", e);
            return HttpResponse.says(500, "It failed; the log says why.");
        }
    }
}
