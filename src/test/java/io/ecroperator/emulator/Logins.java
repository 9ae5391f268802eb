package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What GetAuthorizationToken gives, and what a pull secret makes of it. */
final class Logins {
    private Logins() {}

    /** {@return the authorizationToken of an account in a region, asked for by the real SDK} */
    static String ecr(Emulator emulator, String account, String region) {
        try (Clients clients = Clients.of(emulator, account, region)) {
            return clients.ecr()
                    .getAuthorizationToken()
                    .authorizationData()
                    .getFirst()
                    .authorizationToken();
        }
    }

    /** {@return the answer of ECR Public's API to a call signed for a region} */
    static HttpResponse<String> askPublic(Emulator emulator, String account, String region)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint())
                .header("X-Amz-Target", "SpencerFrontendService.GetAuthorizationToken")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("Authorization", authorization(account, region, "ecr-public"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    static String authorization(String account, String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=%s/20260102/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(account, region, service);
    }

    /** {@return the authorizationToken of an account for ECR Public} */
    static String ecrPublic(Emulator emulator, String account) throws IOException, InterruptedException {
        JsonNode answer =
                Json.parse(askPublic(emulator, account, "us-east-1").body()).orElseThrow();
        return answer.path("authorizationData").path("authorizationToken").asText();
    }

    static String password(String authorizationToken) {
        return new String(Base64.getDecoder().decode(authorizationToken), StandardCharsets.UTF_8)
                .substring("AWS:".length());
    }

    /** {@return a dockerconfigjson with bare hosts} */
    static String dockerConfig(Map<String, String> authorizationTokenByHost) {
        ObjectNode config = Json.object();
        ObjectNode auths = config.putObject("auths");
        authorizationTokenByHost.forEach((host, token) -> auths.putObject(host)
                .put("username", "AWS")
                .put("password", password(token))
                .put("auth", token));
        return Json.minified(config);
    }
}
