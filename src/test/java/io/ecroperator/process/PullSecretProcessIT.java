package io.ecroperator.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.e2e.Install;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged process with pull secrets switched on, in one namespace with the rights for it. */
@AlsoOnJdk21
@ExtendWith(SharedCluster.class)
class PullSecretProcessIT {

    private static final Pattern PASSWORD = Pattern.compile("\"password\":\"([^\"]{100,})\"");
    private static final Pattern AUTH = Pattern.compile("\"auth\":\"([^\"]{100,})\"");

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster);
        world.allowPullSecrets();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldKeepAPullSecretAndPrintItsTokenNowhere(LocalCluster cluster) {
        // Given
        Install.serviceAccountsInto(cluster, world.namespace());
        OperatorJar operator = world.start(settings -> settings.with("ECR_OPERATOR_PULL_SECRETS_ENABLED", "true")
                .with("ECR_OPERATOR_PULL_SECRETS_SERVICE_ACCOUNTS_ENABLED", "true")
                .with("QUARKUS_LOG_LEVEL", "DEBUG"));
        world.awaitReady(operator);

        // When
        apply();
        ProcessWorld.eventually(
                "the Secret is there", () -> assertThat(secret()).isNotNull());
        Secret first = secret();
        world.user().resource(first).delete();
        ProcessWorld.eventually(
                "the Secret is back", () -> assertThat(secret().getMetadata().getUid())
                        .isNotEqualTo(first.getMetadata().getUid()));

        // Then
        ProcessWorld.eventually("the ServiceAccount pulls with it", () -> assertThat(
                        world.kubectl("get", "serviceaccount", "builder", "-o", "jsonpath={.imagePullSecrets[*].name}"))
                .isEqualTo("pull"));
        String content = content();
        String password = found(PASSWORD, content);
        String auth = found(AUTH, content);
        ProcessWorld.eventually("metrics tell of it", () -> assertThat(operator.metrics())
                .containsPattern("ecr_operator_pull_secret_expiry_seconds\\{[^}]*name=\"pull\"[^}]*} 4[23]\\d{3}\\.0")
                .contains("ecr_operator_token_mints_total{")
                .contains("ecr_operator_pull_secrets_out_of_date 0.0"));
        assertThat(operator.metrics()).doesNotContain(password, auth);
        assertThat(operator.logLines()).isNotEmpty();
        assertThat(operator.output()).doesNotContain(password, auth);
        ProcessWorld.eventually("an Event tells of it", () -> assertThat(world.kubectl("get", "events", "-o", "json"))
                .contains("SecretRestored"));
        assertThat(world.kubectl("get", "events", "-o", "json")).doesNotContain(password, auth);
        assertThat(world.kubectl("get", "ecrpullsecrets", "-o", "json"))
                .contains("TokensValid")
                .doesNotContain(password, auth);
    }

    @Test
    void shouldLeavePullSecretsAloneUnlessSwitchedOn() {
        // Given
        OperatorJar operator = world.startReady();

        // When
        apply();
        world.apply("api", "{}");
        world.awaitInSync("api");

        // Then
        assertThat(secret()).isNull();
        assertThat(operator.metrics()).doesNotContain("pull_secret");
    }

    private void apply() {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrPullSecret
                metadata: {name: pull, namespace: %s}
                spec:
                  registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                  serviceAccounts: {mode: Named, names: [builder]}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: builder, namespace: %s}
                """.formatted(world.namespace(), world.namespace());
        world.applyManifest(manifest);
    }

    private Secret secret() {
        return world.user()
                .secrets()
                .inNamespace(world.namespace())
                .withName("pull")
                .get();
    }

    private String content() {
        return new String(
                Base64.getDecoder().decode(secret().getData().get(".dockerconfigjson")), StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
