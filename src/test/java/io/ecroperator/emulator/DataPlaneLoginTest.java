package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.dataplane.LoggedRequest;
import io.ecroperator.support.VirtualClock;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataPlaneLoginTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER_ACCOUNT = "444455556666";
    private static final String REGION = "eu-central-1";
    private static final String HOST = ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com";
    private static final String INVALID = "DENIED: Your Authorization Token is invalid.";
    private static final String EXPIRED = "DENIED: Your authorization token has expired. Reauthenticate and try again.";

    private final VirtualClock clock = new VirtualClock();
    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT
            .clock(clock)
            .tokenLifetime(Duration.ofMinutes(5))
            .proxy(ProxyOptions.DEFAULT));
    private final RegistryClient nobody = RegistryClient.of(emulator, HOST);
    private final RegistryClient gallery = RegistryClient.of(emulator, "public.ecr.aws");

    @AfterEach
    void stop() {
        nobody.close();
        gallery.close();
        emulator.close();
    }

    @Test
    void shouldAskForBasicWhenThereIsNoLogin() {
        // When
        HttpResponse<String> answer = nobody.get("/v2/");

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Www-Authenticate"))
                .contains("Basic realm=\"https://" + HOST + "/\",service=\"ecr.amazonaws.com\"");
        assertThat(answer.body()).isEqualTo("Not Authorized\n");
    }

    @Test
    void shouldLetInUntilTheLoginExpires() {
        // Given
        RegistryClient client = nobody.login(emulator, ACCOUNT, REGION);

        // When
        clock.pass(Duration.ofMinutes(5).minusMillis(1));
        HttpResponse<String> before = client.get("/v2/");
        clock.pass(Duration.ofMillis(1));
        HttpResponse<String> after = client.get("/v2/");

        // Then
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(403);
        assertThat(RegistryClient.error(after)).isEqualTo(EXPIRED);
        assertThat(nobody.login(emulator, ACCOUNT, REGION).get("/v2/").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldExpireSoonerWhenTheLifetimeWasChanged() {
        // Given
        emulator.tokenLifetime(Duration.ofSeconds(10));
        RegistryClient client = nobody.login(emulator, ACCOUNT, REGION);

        // When
        clock.pass(Duration.ofSeconds(10));

        // Then
        assertThat(client.get("/v2/").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic QVdTOm5vbmU=", "Basic none", "Bearer none", "AWS4-HMAC-SHA256"})
    void shouldRefuseWhenTheLoginIsNone(String authorization) {
        // When
        HttpResponse<String> answer = nobody.authorization(authorization).get("/v2/");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RegistryClient.error(answer)).isEqualTo(INVALID);
    }

    @Test
    void shouldRefuseWhenTheLoginIsForElsewhere() throws Exception {
        // Given
        String ofPublic = Logins.ecrPublic(emulator, ACCOUNT);

        // When / Then
        assertThat(RegistryClient.error(
                        nobody.login(emulator, ACCOUNT, "us-east-1").get("/v2/")))
                .isEqualTo(INVALID);
        assertThat(RegistryClient.error(
                        nobody.authorization("Basic " + ofPublic).get("/v2/")))
                .isEqualTo(INVALID);
        assertThat(RegistryClient.error(
                        gallery.login(emulator, ACCOUNT, "us-east-1").get("/token/")))
                .isEqualTo(INVALID);
    }

    @Test
    void shouldDenyWhenARepositoryPolicyKeepsTheIdentityOut() {
        // Given
        Registry registry = emulator.registry(ACCOUNT, REGION);
        registry.createRepository("api");
        registry.putImage("api", "v1");
        RegistryClient client = nobody.login(emulator, ACCOUNT, REGION);
        HttpResponse<String> before = client.get("/v2/api/manifests/v1");

        // When
        registry.setRepositoryPolicy("api", """
                {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "ecr:BatchGetImage"}]}
                """);
        HttpResponse<String> after = client.get("/v2/api/manifests/v1");

        // Then
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(403);
        assertThat(RegistryClient.error(after))
                .startsWith("DENIED: User: arn:aws:sts::111122223333:assumed-role/ecr-operator/session is not"
                        + " authorized to perform: ecr:BatchGetImage")
                .endsWith("with an explicit deny in a resource-based policy");
        assertThat(client.get("/v2/api/tags/list").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldDenyAnotherAccountWhenNoPolicyLetsItIn() {
        // Given
        emulator.registry(ACCOUNT, REGION).createRepository("api");
        RegistryClient other = nobody.login(emulator, OTHER_ACCOUNT, REGION);

        // When / Then
        assertThat(other.get("/v2/").statusCode()).isEqualTo(200);
        assertThat(other.get("/v2/api/tags/list").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldAnswerWithOneObjectWithoutEndpointWhenThePublicLoginIsAskedFor() throws Exception {
        // When
        JsonNode answer = Json.parse(
                        Logins.askPublic(emulator, ACCOUNT, "us-east-1").body())
                .orElseThrow();
        HttpResponse<String> elsewhere = Logins.askPublic(emulator, ACCOUNT, REGION);

        // Then
        assertThat(answer.path("authorizationData").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("authorizationToken", "expiresAt");
        assertThat(answer.path("authorizationData").path("expiresAt").asLong())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond());
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(emulator.calls().entries()).extracting(LoggedCall::service).containsOnly("ecr-public");
    }

    @Test
    void shouldLetAnybodyPullButOnlyTheOwnerPushWhenTheRegistryIsPublic() throws Exception {
        // Given
        emulator.publicRegistry(ACCOUNT).createRepository("api");
        emulator.publicRegistry(ACCOUNT).putImage("api", "v1");
        String repository = emulator.publicAlias(ACCOUNT) + "/api";
        HttpResponse<String> challenge = gallery.get("/v2/");

        // When
        RegistryClient anybody = gallery.authorization("Bearer " + bearer(gallery));
        RegistryClient owner = gallery.authorization(
                "Bearer " + bearer(gallery.authorization("Basic " + Logins.ecrPublic(emulator, ACCOUNT))));
        RegistryClient stranger = gallery.authorization("Bearer " + Logins.ecrPublic(emulator, OTHER_ACCOUNT));

        // Then
        assertThat(challenge.statusCode()).isEqualTo(401);
        assertThat(challenge.headers().firstValue("Www-Authenticate"))
                .contains("Bearer realm=\"https://public.ecr.aws/token/\",service=\"public.ecr.aws\",scope=\"aws\"");
        assertThat(List.of(anybody, owner, stranger)).allSatisfy(client -> assertThat(
                        client.get("/v2/" + repository + "/manifests/v1").statusCode())
                .isEqualTo(200));
        assertThat(owner.pushLayer(repository, "layer").statusCode()).isEqualTo(201);
        assertThat(anybody.pushLayer(repository, "layer").statusCode()).isEqualTo(403);
        assertThat(stranger.pushLayer(repository, "layer").statusCode()).isEqualTo(403);
        assertThat(RegistryClient.error(anybody.get("/v2/nobodys/api/tags/list")))
                .isEqualTo("NAME_UNKNOWN: The repository with name 'api' does not exist in the registry with id"
                        + " 'nobodys'");
    }

    @Test
    void shouldRefuseThePublicLoginWhenItExpired() throws Exception {
        // Given
        RegistryClient login = gallery.authorization("Basic " + Logins.ecrPublic(emulator, ACCOUNT));
        RegistryClient bearer = gallery.authorization("Bearer " + bearer(login));

        // When
        clock.pass(Duration.ofMinutes(5));

        // Then
        assertThat(login.get("/token/").statusCode()).isEqualTo(403);
        assertThat(RegistryClient.error(login.get("/token/"))).isEqualTo(EXPIRED);
        assertThat(bearer.get("/v2/").statusCode()).isEqualTo(400);
        assertThat(bearer.get("/v2/").headers().firstValue("Www-Authenticate")).isEmpty();
    }

    @Test
    void shouldLogEveryRequestWithoutItsLogin() {
        // Given
        emulator.registry(ACCOUNT, REGION).createRepository("team/api");
        RegistryClient client = nobody.login(emulator, ACCOUNT, REGION);

        // When
        nobody.get("/v2/");
        client.get("/v2/team/api/tags/list?n=5");

        // Then
        assertThat(emulator.dataPlane().requests().entries())
                .containsExactly(
                        new LoggedRequest(clock.instant(), "", "", HOST, "GET", "/v2/", "", 401),
                        new LoggedRequest(
                                clock.instant(),
                                ACCOUNT,
                                "ecr-operator",
                                HOST,
                                "GET",
                                "/v2/team/api/tags/list",
                                "team/api",
                                200));
        assertThat(emulator.dataPlane().requests().on("team/api")).hasSize(1);
        emulator.dataPlane().requests().reset();
        assertThat(emulator.dataPlane().requests().entries()).isEmpty();
    }

    @Test
    void shouldAnswerForTheApisToo() {
        // Given
        String authorization = Logins.authorization(ACCOUNT, REGION, "ecr");

        // When
        HttpResponse<String> answer;
        try (RegistryClient api = RegistryClient.of(emulator, "api.ecr.eu-central-1.amazonaws.com")) {
            answer = api.authorization(authorization)
                    .send(
                            "POST",
                            "/",
                            "{\"repositoryName\": \"api\"}",
                            "X-Amz-Target",
                            "AmazonEC2ContainerRegistry_V20150921.CreateRepository");
        }

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(emulator.registry(ACCOUNT, REGION).repositoryNames()).containsExactly("api");
        assertThat(emulator.calls().count("CreateRepository")).isEqualTo(1);
        assertThat(emulator.dataPlane().requests().entries()).isEmpty();
    }

    @Test
    void shouldHaveNoDataPlaneWhenNoProxyIsAskedFor() {
        try (Emulator without = Emulator.start()) {
            // When / Then
            assertThatThrownBy(without::dataPlane).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldStartNothingWhenThePortOfTheProxyIsTaken() {
        // Given
        int taken = emulator.dataPlane().proxy().getPort();
        EmulatorOptions options = EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT.port(taken));

        // When / Then
        assertThatThrownBy(() -> Emulator.start(options)).isInstanceOf(UncheckedIOException.class);
        assertThat(nobody.get("/v2/").statusCode()).isEqualTo(401);
    }

    private static String bearer(RegistryClient client) {
        HttpResponse<String> answer = client.get("/token/?service=public.ecr.aws&scope=aws");
        return Json.parse(answer.body()).orElseThrow().path("token").asText();
    }
}
