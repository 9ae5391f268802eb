package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.proxy.ProxyClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The requests of registry clients one by one, by the emulator's proxy. */
final class RegistryClient implements AutoCloseable {
    private final HttpClient http;
    private final String host;
    private final String authorization;

    private RegistryClient(HttpClient http, String host, String authorization) {
        this.http = http;
        this.host = host;
        this.authorization = authorization;
    }

    /** {@return a client of one host without a login} */
    static RegistryClient of(Emulator emulator, String host) {
        DataPlane dataPlane = emulator.dataPlane();
        return new RegistryClient(ProxyClients.client(dataPlane.proxy(), dataPlane.caPem()), host, "");
    }

    /** {@return the same client with another Authorization header} */
    RegistryClient authorization(String value) {
        return new RegistryClient(http, host, value);
    }

    /** {@return the same client with the login of an account in a region} */
    RegistryClient login(Emulator emulator, String account, String region) {
        return authorization("Basic " + Logins.ecr(emulator, account, region));
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** Sends a request with headers, given as name and value in turn. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://" + host + path))
                .method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted in " + path, e));
        }
    }

    /** Pushes a layer in one request. */
    HttpResponse<String> pushLayer(String repository, String content) {
        return send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + Image.digestOf(content), content);
    }

    /** Pushes a manifest. */
    HttpResponse<String> pushManifest(String repository, String reference, String manifest) {
        return send("PUT", "/v2/" + repository + "/manifests/" + reference, manifest);
    }

    /** {@return code and message of the error in an answer} */
    static String error(HttpResponse<String> answer) {
        JsonNode error = Json.parse(answer.body()).orElseThrow().path("errors").path(0);
        return error.path("code").asText() + ": " + error.path("message").asText();
    }

    @Override
    public void close() {
        http.close();
    }
}
