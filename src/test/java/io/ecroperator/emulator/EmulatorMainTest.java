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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint().resolve(AdminEndpoint.PATH + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
