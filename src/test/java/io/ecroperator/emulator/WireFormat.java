package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How replies look on the wire. */
enum WireFormat {
    /** AWS JSON 1.1. */
    JSON("application/x-amz-json-1.1") {
        @Override
        String result(JsonNode body, String operation, String requestId) {
            return Json.minified(body);
        }

        @Override
        String error(AwsError error, String requestId) {
            ObjectNode body = Json.object().put("__type", error.code()).put("message", error.getMessage());
            error.members().forEach(body::put);
            return Json.minified(body);
        }
    },
    /** The query protocol, answered in XML. */
    QUERY("text/xml") {
        @Override
        String result(JsonNode body, String operation, String requestId) {
            return "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult><ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>"
                    .formatted(operation, NAMESPACE, xml(body), requestId);
        }

        @Override
        String error(AwsError error, String requestId) {
            String type = error.status() < SERVER_ERROR ? "Sender" : "Receiver";
            return "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
                    .formatted(
                            NAMESPACE,
                            type,
                            // The query protocol names the error without the suffix of its exception.
                            error.code().replace("AccessDeniedException", "AccessDenied"),
                            escaped(error.getMessage()),
                            requestId);
        }
    };

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final String contentType;

    WireFormat(String contentType) {
        this.contentType = contentType;
    }

    abstract String result(JsonNode body, String operation, String requestId);

    abstract String error(AwsError error, String requestId);

    /** Sends a reply; a dropped one closes the connection without a byte. */
    void write(HttpExchange exchange, Reply reply, String operation) throws IOException {
        String requestId = UUID.randomUUID().toString();
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        switch (reply) {
            case Reply.Answered(JsonNode body) -> send(exchange, OK, result(body, operation, requestId));
            case Reply.Refused(AwsError error) -> {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", error.code());
                send(exchange, error.status(), error(error, requestId));
            }
            case Reply.Garbled() -> send(exchange, OK, "{\"truncated\": \"<html>");
            case Reply.Dropped dropped -> exchange.close();
        }
    }

    private void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String xml(JsonNode node) {
        if (!node.isObject()) {
            return escaped(node.asText());
        }
        StringBuilder xml = new StringBuilder();
        node.properties()
                .forEach(member -> xml.append("<%1$s>%2$s</%1$s>".formatted(member.getKey(), xml(member.getValue()))));
        return xml.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
