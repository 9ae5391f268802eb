package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * For scripts: {@code GET /_emulator/calls}, {@code POST /_emulator/reset-calls}, {@code GET /_emulator/repositories},
 * {@code POST /_emulator/faults} with {@code {"operation": …, "effect": throttle | server-error | denied | lost-answer}},
 * {@code DELETE /_emulator/faults}. Not counted as calls.
 */
final class AdminEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AdminEndpoint() {}

    static void handle(HttpExchange exchange, Emulator emulator) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String what =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        switch (what) {
            case "GET /_emulator/calls" ->
                Emulator.send(
                        exchange,
                        200,
                        JSON.valueToTree(emulator.calls().counts()).toString());
            case "GET /_emulator/repositories" ->
                Emulator.send(exchange, 200, repositories(emulator).toString());
            case "POST /_emulator/reset-calls" -> {
                emulator.calls().reset();
                Emulator.send(exchange, 200, "{}");
            }
            case "POST /_emulator/faults" -> {
                fault(emulator, JSON.readTree(body));
                Emulator.send(exchange, 200, "{}");
            }
            case "DELETE /_emulator/faults" -> {
                emulator.faults().clear();
                Emulator.send(exchange, 200, "{}");
            }
            default -> Emulator.send(exchange, 404, "{\"message\":\"unknown: " + what + "\"}");
        }
    }

    private static void fault(Emulator emulator, JsonNode fault) {
        String operation = fault.path("operation").asText("*");
        Faults.When when =
                switch (fault.path("effect").asText()) {
                    case "throttle" -> emulator.faults().throttleOn(operation);
                    case "denied" -> emulator.faults().denyOn(operation);
                    case "lost-answer" -> emulator.faults().loseAnswerOf(operation);
                    default -> emulator.faults().serverErrorOn(operation);
                };
        if (fault.has("times")) {
            when.times(fault.path("times").asInt());
        } else {
            when.withProbability(fault.path("probability").asDouble(1));
        }
    }

    private static ObjectNode repositories(Emulator emulator) {
        ObjectNode dump = JSON.createObjectNode();
        emulator.registries().forEach((key, registry) -> {
            synchronized (registry) {
                ObjectNode repositories = dump.putObject(key);
                registry.repositories().forEach((name, repository) -> {
                    ObjectNode node = repositories
                            .putObject(name)
                            .put("imageTagMutability", repository.mutability)
                            .put("scanOnPush", repository.scanOnPush)
                            .put("encryptionType", repository.encryptionType)
                            .put("images", repository.images.size())
                            .put("lifecyclePolicy", repository.lifecyclePolicy)
                            .put("repositoryPolicy", repository.repositoryPolicy);
                    node.set("tags", JSON.valueToTree(repository.tags));
                });
            }
        });
        return dump;
    }
}
