package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The emulator as a server on 127.0.0.1. The account is the access key id where that is twelve digits, else
 * {@value #DEFAULT_ACCOUNT}; the region comes from the signature; signatures themselves are not checked.
 */
public final class Emulator implements AutoCloseable {

    /** The account of callers whose access key id names none. */
    public static final String DEFAULT_ACCOUNT = "123456789012";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/");
    private static final String TAGGING = "ResourceGroupsTaggingAPI_20170126";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, EmulatedRegistry> registries = new ConcurrentHashMap<>();
    private final CallLog calls = new CallLog();
    private final Random random;
    private final Faults faults;
    private final EcrOperations operations;
    private volatile Duration latency = Duration.ZERO;

    private Emulator(int port, long seed) throws IOException {
        // Before the server's classes load: without it every answer on a kept connection waits for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.random = new Random(seed);
        this.faults = new Faults(random);
        this.operations = new EcrOperations(random);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.createContext("/_emulator/", exchange -> AdminEndpoint.handle(exchange, this));
        server.start();
    }

    /** Starts on a free port. */
    public static Emulator start() {
        return start(0, 1);
    }

    /** Starts on a port; the seed decides the order in which lists come back, and faults by probability. */
    public static Emulator start(int port, long seed) {
        try {
            return new Emulator(port, seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, for {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was called. */
    public CallLog calls() {
        return calls;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** Makes every call take this much longer. */
    public void latency(Duration added) {
        latency = added;
    }

    /** The state of an account and region. */
    public EmulatedRegistry registry(String account, String region) {
        return registries.computeIfAbsent(
                account + "/" + region, key -> new EmulatedRegistry(account, region, Clock.systemUTC()));
    }

    Map<String, EmulatedRegistry> registries() {
        return registries;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher credential = CREDENTIAL.matcher(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""));
        boolean signed = credential.find();
        String account = signed && credential.group(1).matches("\\d{12}") ? credential.group(1) : DEFAULT_ACCOUNT;
        EmulatedRegistry registry = registry(account, signed ? credential.group(2) : "us-east-1");
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        pause(latency);
        if (target == null) {
            answerSts(exchange, registry, new String(body, StandardCharsets.UTF_8));
        } else {
            answerJson(
                    exchange,
                    registry,
                    target,
                    JSON.readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body));
        }
    }

    private void answerSts(HttpExchange exchange, EmulatedRegistry registry, String form) throws IOException {
        boolean known = form.contains("Action=GetCallerIdentity");
        log("GetCallerIdentity", registry, "", known ? "ok" : "InvalidAction");
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        send(exchange, known ? 200 : 400, known ? AccountOperations.getCallerIdentity(registry) : "<ErrorResponse/>");
    }

    private void answerJson(HttpExchange exchange, EmulatedRegistry registry, String target, JsonNode input)
            throws IOException {
        String operation = target.substring(target.indexOf('.') + 1);
        String repository = repositoryIn(input);
        Optional<Faults.Effect> effect = faults.on(operation, repository);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().add("x-amzn-RequestId", UUID.randomUUID().toString());
        try {
            if (effect.isPresent() && effect.get() instanceof Faults.Effect.Reset) {
                log(operation, registry, repository, "Reset");
                exchange.close();
                return;
            }
            if (effect.isPresent() && effect.get() instanceof Faults.Effect.Delay(var time)) {
                pause(time);
            }
            if (effect.isPresent() && effect.get() instanceof Faults.Effect.Answer(var error)) {
                throw error.code().equals("AccessDeniedException") ? denied(registry, operation, repository) : error;
            }
            String answer = call(target, operation, registry, input).toString();
            boolean lost = effect.isPresent() && effect.get() instanceof Faults.Effect.LostAnswer;
            log(operation, registry, repository, lost ? "LostAnswer" : "ok");
            if (lost) {
                exchange.close();
            } else {
                boolean malformed = effect.isPresent() && effect.get() instanceof Faults.Effect.Malformed;
                send(exchange, 200, malformed ? "<html>not what you asked for" : answer);
            }
        } catch (AwsError e) {
            log(operation, registry, repository, e.code());
            exchange.getResponseHeaders().add("x-amzn-ErrorType", e.code());
            ObjectNode error = JSON.createObjectNode().put("__type", e.code()).put("message", e.getMessage());
            send(exchange, e.status(), error.toString());
        }
    }

    private ObjectNode call(String target, String operation, EmulatedRegistry registry, JsonNode input) {
        if (target.startsWith(TAGGING) && operation.equals("GetResources")) {
            return AccountOperations.getResources(registry, input);
        }
        return operation.equals("GetAuthorizationToken")
                ? AccountOperations.getAuthorizationToken(registry, random)
                : operations.call(operation, registry, input);
    }

    private static AwsError denied(EmulatedRegistry registry, String operation, String repository) {
        return AwsError.of(
                "AccessDeniedException",
                "User: " + AccountOperations.principal(registry) + " is not authorized to perform: ecr:" + operation
                        + " on resource: " + registry.arn(repository)
                        + " because no identity-based policy allows the ecr:" + operation + " action");
    }

    private static String repositoryIn(JsonNode input) {
        String arn = input.path("resourceArn").asText("");
        return arn.isEmpty()
                ? input.path("repositoryName").asText("")
                : arn.substring(arn.indexOf(":repository/") + ":repository/".length());
    }

    private void log(String operation, EmulatedRegistry registry, String repository, String outcome) {
        calls.add(new CallLog.Call(operation, repository, outcome, registry.account(), registry.region()));
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Each call has a thread of its own, so a pause holds up nobody else. */
    private static void pause(Duration time) {
        if (time.isPositive()) {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
