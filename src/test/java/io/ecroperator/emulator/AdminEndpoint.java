package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.ecroperator.emulator.dataplane.LoggedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The control interface for scripts: {@code GET calls[?since=MARK]}, {@code GET counts}, {@code POST reset-calls},
 * {@code POST faults}, {@code DELETE faults}, {@code GET repositories}, {@code GET requests} (those to the data plane),
 * {@code POST limits} with {@code {"operation": …, "account": …, "region": …, "ratePerSecond": N, "burst": N}}, {@code POST
 * token-lifetime} with {@code {"seconds": N}}, {@code POST scan-findings[?account=&region=]} with {@code {"repositoryName": …,
 * "imageDigest": …, "findings": [...]}}, {@code POST identities} with {@link io.ecroperator.emulator.iam.Declarations}, {@code POST
 * invented-members} with {@code {"names": [...]}}, {@code POST upstream-image} with {@code {"registry": "quay.io", "repository": …,
 * "tag": …}}, which a pull through cache then finds there, {@code POST clock} with {@code {"advanceSeconds": N}}, and {@code POST
 * call/OPERATION[?account=&region=&service=ecr-public]}, which runs an operation of ECR, or of ECR Public, behind the operator's
 * back. Nothing here is counted as a call.
 */
final class AdminEndpoint implements HttpHandler {
    static final String PATH = "/_emulator/";
    private static final String CALL = "call/";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Emulator emulator;
    private final EmulatorState state;
    private final CallPipeline pipeline;

    AdminEndpoint(Emulator emulator, EmulatorState state, CallPipeline pipeline) {
        this.emulator = emulator;
        this.state = state;
        this.pipeline = pipeline;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath().substring(PATH.length());
            Map<String, String> query = query(exchange.getRequestURI().getQuery());
            try {
                ObjectNode body = Json.parse(text)
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .orElseGet(Json::object);
                send(exchange, OK, answer(exchange.getRequestMethod() + " " + path, query, body));
            } catch (AwsError error) {
                ObjectNode refusal = Json.object().put("code", error.code()).put("message", error.getMessage());
                send(exchange, error.status(), refusal);
            } catch (IllegalArgumentException error) {
                send(exchange, AwsError.BAD_REQUEST, Json.object().put("message", error.getMessage()));
            }
        }
    }

    private JsonNode answer(String request, Map<String, String> query, ObjectNode body) {
        if (request.startsWith("POST " + CALL)) {
            return call(request.substring(("POST " + CALL).length()), query, body);
        }
        return switch (request) {
            case "GET calls" -> calls(query.containsKey("since") ? Long.parseLong(query.get("since")) : 0);
            case "GET counts" -> counts();
            case "GET repositories" -> repositories();
            case "POST reset-calls" -> {
                emulator.calls().reset();
                yield Json.object();
            }
            case "POST faults" -> {
                addFault(body);
                yield Json.object();
            }
            case "POST limits" -> {
                emulator.rateLimits()
                        .limit(
                                body.path("account").asText(Faults.ANY),
                                body.path("region").asText(Faults.ANY),
                                body.path("operation").asText(Faults.ANY),
                                body.path("ratePerSecond").asDouble(),
                                body.path("burst").asInt(1));
                yield Json.object();
            }
            case "GET requests" -> requests();
            case "POST token-lifetime" -> {
                emulator.tokenLifetime(Duration.ofSeconds(body.path("seconds").asLong()));
                yield Json.object();
            }
            case "POST scan-findings" -> {
                emulator.registry(
                                query.getOrDefault("account", state.options().defaultAccount()),
                                query.getOrDefault("region", AwsEndpoint.DEFAULT_REGION))
                        .scanFindings(
                                body.path("repositoryName").asText(),
                                body.path("imageDigest").asText(),
                                Json.minified(body.path("findings")));
                yield Json.object();
            }
            case "POST identities" -> {
                state.declare(body);
                yield Json.object();
            }
            case "POST upstream-image" -> {
                RegistryContents upstream =
                        emulator.upstream(body.path("registry").asText());
                String repository = body.path("repository").asText();
                if (upstream.repository(repository).isEmpty()) {
                    upstream.createRepository(repository);
                }
                String tag = body.path("tag").asText("latest");
                yield Json.object().put("digest", upstream.putImage(repository, tag));
            }
            case "POST invented-members" -> {
                List<String> names =
                        body.path("names").valueStream().map(JsonNode::asText).toList();
                state.inventedMembers().declare(names);
                yield Json.object();
            }
            case "POST clock" -> {
                emulator.advanceClock(
                        Duration.ofSeconds(body.path("advanceSeconds").asLong()));
                yield Json.object();
            }
            case "DELETE faults" -> {
                emulator.faults().clear();
                yield Json.object();
            }
            default -> throw AwsError.of("NotFound", "No such control: " + request, NOT_FOUND);
        };
    }

    private JsonNode calls(long since) {
        List<LoggedCall> calls = emulator.calls().since(since);
        ObjectNode answer = Json.object()
                .put("mark", emulator.calls().mark())
                .put("total", calls.size())
                .put("writes", calls.stream().filter(LoggedCall::isWrite).count());
        ObjectNode counts = answer.putObject("counts");
        calls.stream()
                .collect(Collectors.groupingBy(LoggedCall::operation, TreeMap::new, Collectors.counting()))
                .forEach(counts::put);
        ArrayNode entries = answer.putArray("entries");
        for (LoggedCall call : calls) {
            entries.addObject()
                    .put("sequence", call.sequence())
                    .put("at", call.at().toString())
                    .put("service", call.service())
                    .put("operation", call.operation())
                    .put("repository", call.repository())
                    .put("outcome", call.outcome())
                    .put("account", call.account())
                    .put("principal", call.principal())
                    .put("region", call.region())
                    .put("isWrite", call.isWrite());
        }
        return answer;
    }

    /** The log can be long; who asks again and again has enough with this. */
    private JsonNode counts() {
        ObjectNode counts = Json.object();
        emulator.calls().counts().forEach(counts::put);
        return counts;
    }

    private JsonNode requests() {
        ObjectNode answer = Json.object();
        ArrayNode entries = answer.putArray("entries");
        for (LoggedRequest request : emulator.dataPlane().requests().entries()) {
            entries.addObject()
                    .put("at", request.at().toString())
                    .put("account", request.account())
                    .put("role", request.role())
                    .put("host", request.host())
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("repository", request.repository())
                    .put("status", request.status());
        }
        return answer;
    }

    private JsonNode repositories() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("repositories");
        for (RegistryState registry : state.registries()) {
            for (Repository repository : registry.all()) {
                synchronized (repository) {
                    repository.catchUp(registry.now());
                    list.add(dump(repository));
                }
            }
        }
        return answer;
    }

    private static ObjectNode dump(Repository repository) {
        ObjectNode json =
                repository.toJson().put("region", repository.registry().region());
        ObjectNode tags = json.putObject("tags");
        repository.tags().tags().forEach(tags::put);
        repository.lifecyclePolicy().flatMap(Json::parse).ifPresent(policy -> json.set("lifecyclePolicy", policy));
        repository.policy().ifPresent(policy -> json.set("repositoryPolicy", policy.document()));
        ArrayNode images = json.putArray("images");
        repository.images().all().forEach(image -> {
            ObjectNode entry = images.addObject().put("digest", image.digest()).put("status", image.status());
            image.tags().forEach(entry.putArray("tags")::add);
        });
        return json;
    }

    private void addFault(ObjectNode body) {
        Faults.Target target = emulator.faults()
                .on(body.path("operation").asText(Faults.ANY))
                .repository(body.path("repository").asText(""))
                .account(body.path("account").asText(""))
                .region(body.path("region").asText(""))
                .times(body.path("times").asInt(Integer.MAX_VALUE))
                .probability(body.path("probability").asDouble(1));
        String kind = body.path("kind").asText();
        switch (kind) {
            case "throttle" -> target.throttle();
            case "serverError" -> target.serverError();
            case "unavailable" -> target.unavailable();
            case "denied" -> target.deny();
            case "malformed" -> target.malformed();
            case "reset" -> target.reset();
            case "lostAnswer" -> target.loseAnswer();
            case "delay" -> target.delay(Duration.ofMillis(body.path("delayMs").asLong()));
            case "error" ->
                target.error(
                        body.path("code").asText(),
                        body.path("message").asText(),
                        body.path("status").asInt(AwsError.BAD_REQUEST));
            default -> throw new IllegalArgumentException("Unknown kind of fault: " + kind);
        }
    }

    private JsonNode call(String operation, Map<String, String> query, ObjectNode body) {
        String account = query.getOrDefault("account", state.options().defaultAccount());
        String region = query.getOrDefault("region", AwsEndpoint.DEFAULT_REGION);
        return pipeline.answerUncounted(
                query.getOrDefault("service", "ecr"), new RegistryKey(account, region), operation, body);
    }

    private static Map<String, String> query(String query) {
        return Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, second) -> second));
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = (Json.pretty(body) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
