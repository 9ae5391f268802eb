package io.ecroperator.emulator.dataplane;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One request of somebody known.
 *
 * @param exchange the request
 * @param host by which it came
 * @param visitor who sent it
 */
record Call(HttpExchange exchange, RegistryHost host, Visitor visitor) {
    String method() {
        return exchange.getRequestMethod();
    }

    boolean reads() {
        return method().equals("GET") || method().equals("HEAD");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    Optional<String> query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
