package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Calls as they are on the wire, for what the SDK would not send or does not know.
 *
 * @param emulator where to
 * @param target first part of the X-Amz-Target header
 * @param service IAM prefix
 * @param account whose credentials
 * @param region region of the credentials
 */
record JsonApi(Emulator emulator, String target, String service, String account, String region) {
    static JsonApi ecr(Emulator emulator, String account, String region) {
        return new JsonApi(emulator, "AmazonEC2ContainerRegistry_V20150921", "ecr", account, region);
    }

    static JsonApi ecrPublic(Emulator emulator, String account) {
        return new JsonApi(emulator, "SpencerFrontendService", "ecr-public", account, "us-east-1");
    }

    /** {@return the answer, or the error; single quotes in the body stand for double ones} */
    JsonNode call(String operation, String body) {
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint())
                .header("X-Amz-Target", target + "." + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("Authorization", Logins.authorization(account, region, service))
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Json.parse(http.send(request, BodyHandlers.ofString()).body())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return code of the refusal, or OK} */
    String outcome(String operation, String body) {
        return call(operation, body).path("__type").asText("OK");
    }
}
