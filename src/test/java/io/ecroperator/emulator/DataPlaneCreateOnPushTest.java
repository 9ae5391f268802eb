package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataPlaneCreateOnPushTest {
    private static final String OURS = "123456789012";
    private static final String THEIRS = "111122223333";
    private static final String REGION = "us-east-1";
    private static final String HOST = OURS + ".dkr.ecr.us-east-1.amazonaws.com";

    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT));
    private final Registry registry = emulator.registry();
    private final RegistryClient client = RegistryClient.of(emulator, HOST).login(emulator, OURS, REGION);

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    @Test
    void shouldCreateTheRepositoryOfATemplate() {
        // Given
        template("team-a", "CREATE_ON_PUSH");

        // When
        HttpResponse<String> pushed = client.pushLayer("team-a/api", "layer");

        // Then
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(registry.repository("team-a/api").orElseThrow().imageTagMutability())
                .isEqualTo("IMMUTABLE");
    }

    @Test
    void shouldCreateNothingWithoutATemplateForIt() {
        // Given
        template("team-a", "CREATE_ON_PUSH");
        template("team-b", "REPLICATION");

        // When / Then
        for (String name : new String[] {"team-b/api", "team-ab/api", "team-a"}) {
            assertThat(RegistryClient.error(client.pushLayer(name, "layer"))).startsWith("NAME_UNKNOWN");
        }
        assertThat(client.get("/v2/team-a/api/manifests/v1").statusCode()).isEqualTo(404);
        assertThat(registry.repositoryNames()).isEmpty();
    }

    @Test
    void shouldAskWhetherTheVisitorMayCreate() {
        // Given
        template("ROOT", "CREATE_ON_PUSH");
        String user = "arn:aws:iam::123456789012:user/ci";
        emulator.iam().accessKey("AKIAUSER", user);
        emulator.iam().policy(user, """
                {"Statement": {"Effect": "Allow", "Resource": "*",
                 "Action": ["ecr:GetAuthorizationToken", "ecr:*Layer*", "ecr:PutImage"]}}""");

        // When
        try (RegistryClient ci = client.login(emulator, "AKIAUSER", REGION)) {
            HttpResponse<String> refused = ci.pushLayer("api", "layer");

            // Then
            assertThat(RegistryClient.error(refused)).contains("is not authorized to perform: ecr:CreateRepository");
            assertThat(registry.repositoryNames()).isEmpty();
        }
    }

    /** What a registry policy that lets outsiders create leads to. */
    @Test
    void shouldLetAnotherAccountCreateByTheRegistryPolicy() {
        // Given
        template("ROOT", "CREATE_ON_PUSH");
        try (RegistryClient outsider = RegistryClient.of(emulator, HOST).login(emulator, THEIRS, REGION)) {
            assertThat(outsider.pushLayer("api", "layer").statusCode()).isEqualTo(403);

            // When
            registry.call(
                    "PutRegistryPolicy",
                    "{'policyText':" + Json.minified(Json.MAPPER.valueToTree("""
                    {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"}, "Resource": "*",
                     "Action": ["ecr:CreateRepository", "ecr:InitiateLayerUpload"]}]}""".formatted(THEIRS))) + "}");
            HttpResponse<String> refused = outsider.pushLayer("api", "layer");

            // Then
            assertThat(RegistryClient.error(refused)).contains("ecr:CompleteLayerUpload");
            assertThat(registry.repositoryNames()).containsExactly("api");
        }
    }

    private void template(String prefix, String cause) {
        registry.call(
                "CreateRepositoryCreationTemplate",
                "{'prefix':'" + prefix + "','appliedFor':['" + cause + "'],'imageTagMutability':'IMMUTABLE'}");
    }
}
