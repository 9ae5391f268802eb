package io.ecroperator.pullsecret;

import static io.ecroperator.token.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.compared.Shows;
import io.ecroperator.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the readers of the Secrets ask for. */
class SecretShapeTest {

    private static final String HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private static final RegistryToken TOKEN = Tokens.token("pass:word", NOON);

    @Test
    void shouldWriteBareHostsWithUserNamePasswordAndAuth() throws Exception {
        // When
        Map<String, String> data = new SecretShape.DockerConfigJson()
                .data(new TreeMap<>(Map.of(HOST, TOKEN, "public.ecr.aws", Tokens.token("other", NOON))));

        // Then
        assertThat(data).containsOnlyKeys(".dockerconfigjson");
        JsonNode config = new ObjectMapper().readTree(data.get(".dockerconfigjson"));
        assertThat(config.fieldNames()).toIterable().containsExactly("auths");
        assertThat(config.path("auths").fieldNames()).toIterable().containsExactly(HOST, "public.ecr.aws");
        JsonNode entry = config.path("auths").path(HOST);
        assertThat(entry.fieldNames()).toIterable().containsExactlyInAnyOrder("username", "password", "auth");
        assertThat(entry.path("username").textValue()).isEqualTo("AWS");
        assertThat(entry.path("password").textValue()).isEqualTo("pass:word");
        assertThat(new String(Base64.getDecoder().decode(entry.path("auth").textValue()), StandardCharsets.UTF_8))
                .isEqualTo("AWS:pass:word");
    }

    @Test
    @Shows("argo-cd#8097")
    void shouldWriteACredentialTemplateOfArgoCdForHelm() {
        // Given
        SecretShape shape = new SecretShape.ArgoCd("repo-creds", HOST, false, Optional.empty(), Optional.empty());

        // When
        Map<String, String> data = shape.data(new TreeMap<>(Map.of(HOST, TOKEN)));

        // Then
        assertThat(data)
                .containsOnly(
                        Map.entry("type", "helm"),
                        Map.entry("url", HOST),
                        // of a template too: it overwrites what the repository says
                        Map.entry("enableOCI", "true"),
                        Map.entry("username", "AWS"),
                        Map.entry("password", "pass:word"));
        assertThat(shape.labels()).containsOnly(Map.entry("argocd.argoproj.io/secret-type", "repo-creds"));
        assertThat(shape.type()).isEqualTo("Opaque");
    }

    @Test
    void shouldWriteARepositoryOfArgoCdForOci() {
        // Given
        SecretShape shape = new SecretShape.ArgoCd(
                "repository", "oci://" + HOST + "/app", true, Optional.of(HOST + "/app"), Optional.of("team-a"));

        // When
        Map<String, String> data = shape.data(new TreeMap<>(Map.of(HOST, TOKEN)));

        // Then
        assertThat(data)
                .containsOnly(
                        Map.entry("type", "oci"),
                        Map.entry("url", "oci://" + HOST + "/app"),
                        Map.entry("name", HOST + "/app"),
                        Map.entry("project", "team-a"),
                        Map.entry("username", "AWS"),
                        Map.entry("password", "pass:word"));
        assertThat(shape.labels()).containsOnly(Map.entry("argocd.argoproj.io/secret-type", "repository"));
    }

    @Test
    void shouldWriteBasicAuthWithTektonsAnnotations() {
        // Given
        SecretShape shape = new SecretShape.BasicAuth();

        // When
        Map<String, String> data = shape.data(new TreeMap<>(Map.of(HOST, TOKEN)));

        // Then
        assertThat(shape.type()).isEqualTo("kubernetes.io/basic-auth");
        assertThat(data).containsOnly(Map.entry("username", "AWS"), Map.entry("password", "pass:word"));
        assertThat(shape.annotations(List.of(HOST, "other")))
                .containsOnly(
                        Map.entry("tekton.dev/docker-0", "https://" + HOST),
                        Map.entry("tekton.dev/docker-1", "https://other"));
    }

    @Test
    void shouldWriteTheTokenInOneValueAndInParts() {
        // When
        Map<String, String> data = new SecretShape.Token().data(new TreeMap<>(Map.of(HOST, TOKEN)));

        // Then
        assertThat(data)
                .containsOnly(
                        Map.entry("username", "AWS"),
                        Map.entry("password", "pass:word"),
                        Map.entry("token", "AWS:pass:word"));
    }
}
