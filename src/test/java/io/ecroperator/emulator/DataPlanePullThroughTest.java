package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPlanePullThroughTest {
    private static final String OURS = "123456789012";
    private static final String THEIRS = "111122223333";
    private static final String REGION = "us-east-1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/cache";
    private static final String SECRET =
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
    private final Registry registry = emulator.registry();
    private final RegistryClient client = RegistryClient.of(emulator, OURS + ".dkr.ecr.us-east-1.amazonaws.com")
            .login(emulator, OURS, REGION);

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    @Test
    void shouldMakeTheRepositoryAndServeTheImage() {
        // Given
        rule("quay", "'upstreamRegistryUrl':'quay.io'");
        String digest = upstream("quay.io", "org/tool", "v1");

        // When
        HttpResponse<String> head = client.send("HEAD", "/v2/quay/org/tool/manifests/v1", "");
        HttpResponse<String> pulled = client.get("/v2/quay/org/tool/manifests/v1");

        // Then
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Image.digestOf(pulled.body())).isEqualTo(digest);
        assertThat(registry.repositoryNames()).containsExactly("quay/org/tool");
        assertThat(registry.imageTags("quay/org/tool")).containsExactly("v1");
        assertThat(client.get("/v2/quay/org/tool/manifests/" + digest).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v2/quay/org/tool/manifests/v2", "/v2/quay/org/none/manifests/v1", "/v2/quay/manifests/v1"})
    void shouldMakeNothingWhenTheUpstreamHasNothing(String path) {
        // Given
        rule("quay", "'upstreamRegistryUrl':'quay.io'");
        upstream("quay.io", "org/tool", "v1");

        // When / Then
        assertThat(client.get(path).statusCode()).isEqualTo(404);
        assertThat(registry.repositoryNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ROOT,   ROOT,   team-a/api, team-a/api",
        "cache,  ROOT,   cache/api,  api",
        "team-a, team-a, team-a/api, team-a/api",
        "a1,     b1,     a1/x/api,   b1/x/api"
    })
    void shouldMapNamesByBothPrefixes(String prefix, String upstreamPrefix, String name, String upstreamName) {
        // Given
        rule(
                prefix,
                "'upstreamRegistryUrl':'123456789012.dkr.ecr.eu-west-1.amazonaws.com','upstreamRepositoryPrefix':'"
                        + upstreamPrefix + "'");
        Registry upstream = emulator.registry(OURS, "eu-west-1");
        upstream.createRepository(upstreamName);
        upstream.putImage(upstreamName, "v1");

        // When / Then
        assertThat(client.get("/v2/" + name + "/manifests/v1").statusCode()).isEqualTo(200);
        assertThat(registry.repositoryNames()).containsExactly(name);
    }

    @Test
    void shouldBringTheLayersOfAnotherAccountsImageIfThatLetsTheRoleIn() {
        // Given
        emulator.registry(THEIRS, REGION).createRepository("api");
        String manifest;
        try (RegistryClient theirs = RegistryClient.of(emulator, THEIRS + ".dkr.ecr.us-east-1.amazonaws.com")
                .login(emulator, THEIRS, REGION)) {
            theirs.pushLayer("api", "layer");
            theirs.pushLayer("api", "{}");
            manifest = "{\"schemaVersion\":2,\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\"}]}"
                    .formatted(Image.digestOf("{}"), Image.digestOf("layer"));
            assertThat(theirs.pushManifest("api", "v1", manifest).statusCode()).isEqualTo(201);
        }
        rule(
                "theirs",
                "'upstreamRegistryUrl':'111122223333.dkr.ecr.us-east-1.amazonaws.com','customRoleArn':'" + ROLE + "'");

        // When / Then
        assertThat(client.get("/v2/theirs/api/manifests/v1").statusCode()).isEqualTo(404);
        emulator.registry(THEIRS, REGION).setRepositoryPolicy("api", """
                        {"Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "ecr:BatchGetImage"}}""".formatted(ROLE));
        assertThat(client.get("/v2/theirs/api/manifests/v1").body()).isEqualTo(manifest);
        assertThat(client.get("/v2/theirs/api/blobs/" + Image.digestOf("layer")).body())
                .isEqualTo("layer");
    }

    @Test
    void shouldGiveTheRepositoryTheSettingsOfTheTemplate() {
        // Given
        rule("quay", "'upstreamRegistryUrl':'quay.io'");
        upstream("quay.io", "org/tool", "v1");
        template("ROOT", "'appliedFor':['PULL_THROUGH_CACHE'],'imageTagMutability':'IMMUTABLE'");
        template("quay", "'appliedFor':['REPLICATION'],'imageTagMutability':'IMMUTABLE'");
        template(
                "quay/org",
                "'appliedFor':['PULL_THROUGH_CACHE'],'resourceTags':[{'Key':'from','Value':'quay'}],'customRoleArn':'"
                        + ROLE + "'");

        // When
        client.get("/v2/quay/org/tool/manifests/v1");

        // Then
        assertThat(registry.tags("quay/org/tool")).containsEntry("from", "quay");
        assertThat(registry.repository("quay/org/tool").orElseThrow().imageTagMutability())
                .isEqualTo("MUTABLE");
    }

    /** As https://github.com/aws/containers-roadmap/issues/2398 tells. */
    @Test
    void shouldNotFindTheImageWhenTheTemplateHasTagsAndNoRole() {
        // Given
        rule("quay", "'upstreamRegistryUrl':'quay.io'");
        upstream("quay.io", "org/tool", "v1");
        template("ROOT", "'appliedFor':['PULL_THROUGH_CACHE'],'resourceTags':[{'Key':'a','Value':'b'}]");

        // When / Then
        assertThat(client.get("/v2/quay/org/tool/manifests/v1").statusCode()).isEqualTo(404);
        assertThat(registry.repositoryNames()).isEmpty();
    }

    @Test
    void shouldServeWhatItHasWhenTheCredentialsDied() {
        // Given
        rule("hub", "'upstreamRegistryUrl':'registry-1.docker.io','credentialArn':'" + SECRET + "'");
        upstream("registry-1.docker.io", "library/nginx", "1");
        client.get("/v2/hub/library/nginx/manifests/1");
        upstream("registry-1.docker.io", "library/redis", "1");

        // When
        emulator.secrets().declare(SECRET, Secrets.State.STALE);

        // Then
        assertThat(client.get("/v2/hub/library/nginx/manifests/1").statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/hub/library/redis/manifests/1").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldFollowATagThatMovesOnceADay() {
        // Given
        rule("cache", "'upstreamRegistryUrl':'123456789012.dkr.ecr.eu-west-1.amazonaws.com'");
        Registry upstream = emulator.registry(OURS, "eu-west-1");
        upstream.createRepository("api");
        try (Clients clients = Clients.of(emulator, OURS, "eu-west-1")) {
            push(clients, "{\"v\":1}");
            client.get("/v2/cache/api/manifests/latest");

            // When
            push(clients, "{\"v\":2}");
        }

        // Then
        assertThat(client.get("/v2/cache/api/manifests/latest").body()).isEqualTo("{\"v\":1}");
        emulator.advanceClock(Duration.ofHours(11));
        assertThat(client.get("/v2/cache/api/manifests/latest").body()).isEqualTo("{\"v\":1}");
        emulator.advanceClock(Duration.ofHours(14));
        try (RegistryClient tomorrow = client.login(emulator, OURS, REGION)) {
            assertThat(tomorrow.get("/v2/cache/api/manifests/latest").body()).isEqualTo("{\"v\":2}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ecr:BatchImportUpstreamImage, ecr:CreateRepository",
        "ecr:CreateRepository,         ecr:BatchImportUpstreamImage"
    })
    void shouldAskWhetherTheVisitorMayImportAndCreate(String allowed, String missing) {
        // Given
        rule("quay", "'upstreamRegistryUrl':'quay.io'");
        upstream("quay.io", "org/tool", "v1");
        String user = "arn:aws:iam::123456789012:user/ci";
        emulator.iam().accessKey("AKIAUSER", user);
        emulator.iam().policy(user, """
                {"Statement": {"Effect": "Allow", "Resource": "*",
                 "Action": ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "%s"]}}""".formatted(allowed));

        // When
        try (RegistryClient ci = client.login(emulator, "AKIAUSER", REGION)) {
            HttpResponse<String> refused = ci.get("/v2/quay/org/tool/manifests/v1");

            // Then
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(RegistryClient.error(refused)).contains("is not authorized to perform: " + missing);
            assertThat(registry.repositoryNames()).isEmpty();
            registry.call(
                    "PutRegistryPolicy",
                    "{'policyText':" + Json.minified(Json.MAPPER.valueToTree("""
                    {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "%s", "Resource": "*"}]}""".formatted(user, missing))) + "}");
            assertThat(ci.get("/v2/quay/org/tool/manifests/v1").statusCode()).isEqualTo(200);
        }
    }

    private static void push(Clients clients, String manifest) {
        clients.ecr().putImage(r -> r.repositoryName("api").imageTag("latest").imageManifest(manifest));
    }

    private String upstream(String host, String repository, String tag) {
        emulator.upstream(host).createRepository(repository);
        return emulator.upstream(host).putImage(repository, tag);
    }

    private void rule(String prefix, String members) {
        registry.call("CreatePullThroughCacheRule", "{'ecrRepositoryPrefix':'" + prefix + "'," + members + "}");
    }

    private void template(String prefix, String members) {
        registry.call("CreateRepositoryCreationTemplate", "{'prefix':'" + prefix + "'," + members + "}");
    }
}
