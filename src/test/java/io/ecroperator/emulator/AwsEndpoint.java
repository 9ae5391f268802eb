package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.ecroperator.emulator.iam.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP side of the AWS protocols: JSON 1.1 for ECR and the tagging API, the query protocol for STS.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
final class AwsEndpoint implements HttpHandler {
    static final String DEFAULT_REGION = "us-east-1";

    private static final Map<String, String> SERVICE_OF_TARGET = Map.of(
            "AmazonEC2ContainerRegistry_V20150921",
            "ecr",
            "SpencerFrontendService",
            "ecr-public",
            "ResourceGroupsTaggingAPI_20170126",
            "tag");
    private static final Pattern HOST = Pattern.compile(
            "(api\\.ecr|ecr-fips|api\\.ecr-public|sts(-fips)?|tagging(-fips)?)\\.[a-z0-9-]+\\.amazonaws\\.(com|com\\.cn|eu)"
                    + "|(ecr(-fips)?|ecr-public|sts(-fips)?|tagging(-fips)?)\\.[a-z0-9-]+\\.api\\.aws|sts\\.amazonaws\\.com");
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,]+)/[0-9]{8}/([a-z0-9-]+)/");
    private static final int NOT_FOUND = 404;

    private final EmulatorState state;
    private final CallPipeline pipeline;

    AwsEndpoint(EmulatorState state, CallPipeline pipeline) {
        this.state = state;
        this.pipeline = pipeline;
    }

    /** {@return whether AWS has one of the services at this host, which the proxy then answers for} */
    static boolean isHost(String name) {
        return HOST.matcher(name).matches();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            WireFormat format = target == null ? WireFormat.QUERY : WireFormat.JSON;
            if (!exchange.getRequestMethod().equals("POST")) {
                format.write(
                        exchange,
                        new Reply.Refused(AwsError.of("UnknownOperationException", "Not a call", NOT_FOUND)),
                        "");
                return;
            }
            serve(exchange, format, target, body);
        }
    }

    private void serve(HttpExchange exchange, WireFormat format, String target, String body) throws IOException {
        AwsRequest request;
        try {
            request = target == null ? query(exchange, body) : json(exchange, target, body);
        } catch (AwsError error) {
            format.write(exchange, new Reply.Refused(error), "");
            return;
        }
        format.write(exchange, pipeline.call(request), request.operation());
    }

    private AwsRequest json(HttpExchange exchange, String target, String body) {
        int dot = target.lastIndexOf('.');
        String service = SERVICE_OF_TARGET.getOrDefault(target.substring(0, Math.max(0, dot)), "unknown");
        Parameters parameters = Json.parse(body.isEmpty() ? "{}" : body)
                .filter(ObjectNode.class::isInstance)
                .map(node -> new Parameters("", (ObjectNode) node))
                .orElseThrow(() -> AwsError.of("SerializationException", "Unexpected content in the request body"));
        return request(exchange, service, target.substring(dot + 1), parameters);
    }

    private AwsRequest query(HttpExchange exchange, String body) {
        ObjectNode form = QueryForm.parse(body);
        String action = form.path("Action").asText();
        if (action.isEmpty()) {
            throw AwsError.of("MissingAction", "The request must contain the parameter Action");
        }
        return request(exchange, "sts", action, new Parameters("", form));
    }

    private AwsRequest request(HttpExchange exchange, String service, String operation, Parameters parameters) {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Matcher credential = CREDENTIAL.matcher(authorization);
        boolean signed = credential.find();
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"))
                .orElse("");
        Caller caller = state.iam().caller(signed ? credential.group(1) : "", token);
        return new AwsRequest(service, operation, caller, signed ? credential.group(2) : DEFAULT_REGION, parameters);
    }
}
