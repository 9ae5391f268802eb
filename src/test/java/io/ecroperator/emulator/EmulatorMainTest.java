package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.Tag;

class EmulatorMainTest {
    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
        http.close();
    }

    @Test
    void shouldReadItsOptions() {
        // When
        EmulatorOptions options = EmulatorMain.options(
                "--port", "0", "--host", "127.0.0.2", "--latency-ms", "5", "--seed", "9", "--lag-ms", "70");

        // Then
        assertThat(options)
                .isEqualTo(EmulatorOptions.DEFAULT
                        .listen("127.0.0.2", 0)
                        .latency(Duration.ofMillis(5))
                        .seed(9)
                        .lag(new Lag(Duration.ofMillis(70), 0)));
        assertThat(EmulatorMain.options().port()).isEqualTo(4566);
    }

    @Test
    void shouldReadTheOptionsOfTheDataPlane() {
        // When
        EmulatorOptions options =
                EmulatorMain.options("--token-lifetime", "90s", "--ca-file", "ca.pem", "--proxy-port", "4567");

        // Then
        assertThat(options.tokenLifetime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options.proxy()).contains(new ProxyOptions(4567, Optional.of(Path.of("ca.pem"))));
        assertThat(EmulatorMain.options("--ca-file", "ca.pem").proxy())
                .contains(ProxyOptions.DEFAULT.caFile(Path.of("ca.pem")));
        assertThat(EmulatorMain.options().proxy()).isEmpty();
        assertThatThrownBy(() -> EmulatorMain.options("--token-lifetime", "long"))
                .isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldPutImagesIntoUpstreamsAndInventMembers() throws Exception {
        // When
        control("POST", "upstream-image", "{\"registry\": \"quay.io\", \"repository\": \"org/tool\", \"tag\": \"v1\"}");
        control("POST", "invented-members", "{\"names\": [\"futureFlag\"]}");
        control(
                "POST",
                "call/PutReplicationConfiguration",
                "{\"replicationConfiguration\": {\"rules\": [], \"futureFlag\": 1}}");

        // Then
        assertThat(emulator.upstream("quay.io").imageTags("org/tool")).containsExactly("v1");
        JsonNode registry = Json.parse(
                        control("POST", "call/DescribeRegistry", "{}").body())
                .orElseThrow();
        assertThat(registry.path("replicationConfiguration")).hasToString("{\"futureFlag\":1,\"rules\":[]}");
    }

    @Test
    void shouldShowRequestsAndChangeTheLifetimeOfLogins(@TempDir Path directory) throws Exception {
        // Given
        Path authority = directory.resolve("ca.pem");
        try (Emulator serving = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT.caFile(authority)));
                RegistryClient client = RegistryClient.of(serving, "123456789012.dkr.ecr.us-east-1.amazonaws.com")) {
            control(serving, "POST", "token-lifetime", "{\"seconds\": 0}");

            // When
            client.login(serving, "123456789012", "us-east-1").get("/v2/");
            JsonNode requests =
                    Json.parse(control(serving, "GET", "requests", "").body()).orElseThrow();

            // Then
            assertThat(requests.path("entries")).hasSize(1);
            assertThat(requests.path("entries").path(0).path("status").asInt()).isEqualTo(403);
            assertThat(Files.readString(authority))
                    .isEqualTo(serving.dataPlane().caPem());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--colour red", "--port many"})
    void shouldRefuseWhenAnOptionMakesNoSense(String line) {
        // When / Then
        assertThatThrownBy(() -> EmulatorMain.options(line.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCountAwsCallsButNotItsOwnControls() throws Exception {
        // Given
        clients.ecr().createRepository(r -> r.repositoryName("api"));
        clients.ecr().describeRepositories();
        control("POST", "call/DeleteRepository", "{\"repositoryName\":\"api\"}");

        // When
        JsonNode calls = Json.parse(control("GET", "calls", "").body()).orElseThrow();
        JsonNode later = Json.parse(control("GET", "calls?since=1", "").body()).orElseThrow();

        // Then
        assertThat(calls.path("total").intValue()).isEqualTo(2);
        assertThat(calls.path("writes").intValue()).isEqualTo(1);
        assertThat(calls.path("counts").path("CreateRepository").intValue()).isEqualTo(1);
        assertThat(calls.path("mark").intValue()).isEqualTo(2);
        assertThat(later.path("total").intValue()).isEqualTo(1);
        assertThat(emulator.registry().repositoryNames()).isEmpty();
        control("POST", "reset-calls", "");
        assertThat(emulator.calls().total()).isZero();
    }

    @Test
    void shouldKnowTheIdentitiesOfAFile(@TempDir Path directory) throws Exception {
        // Given
        Path file = directory.resolve("identities.json");
        String user = "arn:aws:iam::111122223333:user/ci";
        Files.writeString(file, """
                {"accessKeys": {"AKIAUSER": "%1$s"},
                 "roles": {"arn:aws:iam::444455556666:role/ecr": {"maxSessionSeconds": 7200, "trust":
                   {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "%1$s"}}}}},
                 "webIdentities": {"token": {"issuer": "oidc.example.com", "subject": "us"}}}""".formatted(user));
        EmulatorOptions options = EmulatorMain.options("--port", "0", "--identities", file.toString());

        // When / Then
        try (Emulator serving = Emulator.start(options);
                Clients ci = Clients.of(serving, "AKIAUSER", "eu-central-1")) {
            Instant end = ci.sts()
                    .assumeRole(r -> r.roleArn("arn:aws:iam::444455556666:role/ecr")
                            .roleSessionName("s1")
                            .durationSeconds(7200))
                    .credentials()
                    .expiration();
            assertThat(end).isAfter(Instant.now().plusSeconds(3600));

            control(serving, "POST", "identities", "{\"policies\": {\"" + user + "\": {\"Statement\": []}}}");
            assertThatThrownBy(() -> ci.ecr().describeRepositories()).hasMessageContaining(user);
            control(serving, "POST", "identities", "{\"policies\": {\"" + user + "\": null}}");
            ci.ecr().describeRepositories();
            assertThat(control(serving, "POST", "identities", "{\"groups\": {}}")
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(EmulatorMain.options("--account", "111122223333").defaultAccount())
                .isEqualTo("111122223333");
    }

    @Test
    void shouldInstallAndClearFaults() throws Exception {
        // Given
        control("POST", "faults", "{\"operation\":\"CreateRepository\",\"kind\":\"throttle\"}");

        // When / Then
        assertThatThrownBy(() -> clients.ecr().createRepository(r -> r.repositoryName("api")))
                .hasMessageContaining("Rate exceeded");
        control("DELETE", "faults", "");
        clients.ecr().createRepository(r -> r.repositoryName("api"));
        assertThat(control("POST", "faults", "{\"kind\":\"meteorite\"}").statusCode())
                .isEqualTo(400);
        assertThat(control("GET", "nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldDumpRepositoriesWithWhatBelongsToThem() throws Exception {
        // Given
        Tag tag = Tag.builder().key("team").value("a").build();
        clients.ecr().createRepository(r -> r.repositoryName("api").tags(tag));
        emulator.registry().putImage("api", "v1");

        // When
        JsonNode dump = Json.parse(control("GET", "repositories", "").body()).orElseThrow();

        // Then
        JsonNode repository = dump.path("repositories").path(0);
        assertThat(repository.path("repositoryName").asText()).isEqualTo("api");
        assertThat(repository.path("region").asText()).isEqualTo("us-east-1");
        assertThat(repository.path("tags").path("team").asText()).isEqualTo("a");
        assertThat(repository.path("images").path(0).path("tags").path(0).asText())
                .isEqualTo("v1");
    }

    private HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return control(emulator, method, path, body);
    }

    private HttpResponse<String> control(Emulator of, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(of.endpoint().resolve(AdminEndpoint.PATH + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
