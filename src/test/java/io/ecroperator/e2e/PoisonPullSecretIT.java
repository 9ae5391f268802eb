package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SettableClock;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pull secrets whose specs this version cannot read, as after a rollback: no consent to remove a Secret, to take one from a
 * ServiceAccount, or to leave a namespace.
 */
class PoisonPullSecretIT {

    private final SettableClock clock = new SettableClock();
    private LocalCluster cluster;
    private Schemaless schemaless;
    private World world;

    @BeforeEach
    void start() throws IOException {
        cluster = LocalCluster.start(); // of its own, because its schema is changed
        schemaless = new Schemaless(cluster);
        world = World.withoutOperator(cluster);
        Install.pullSecretsEverywhere(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"serviceAccounts": {"mode": "Some"}}                        | {"serviceAccounts": {"mode": "Some"}}
            {"serviceAccounts": {"mode": null, "labelled": {"a": "b"}}}  | {"namespaceSelector": null, "namespaces": ["other"]}
            {"secret": {"format": "Unheard"}}                            | {"namespaceSelector": {"matchExpressions": [{"key": "a", "is": "b"}]}}
            """)
    void shouldTakeNothingAwayWhenTheSpecsCannotBeRead(String ofOne, String ofCluster) {
        // Given
        account();
        ClusterPullSecret everywhere = new ClusterPullSecret(world);
        everywhere.select(world.namespace());
        schemaless.apply("""
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrPullSecret
                metadata: {name: one, namespace: %s}
                spec:
                  registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                  serviceAccounts: {mode: All}
                """.formatted(world.namespace()));
        everywhere.apply("");
        patch("clusterecrpullsecrets", everywhere.name(), "{\"spec\": {\"serviceAccounts\": {\"mode\": \"All\"}}}");
        serve();
        eventually("both are there", () -> {
            assertThat(attached()).contains("one", everywhere.name());
            assertThat(List.of(secret("one"), secret(everywhere.name()))).isNotNull();
        });
        List<Secret> before = List.of(secret("one"), secret(everywhere.name()));
        world.stopOperator();

        // When
        schemaless.anythingGoes("ecrpullsecrets", "EcrPullSecret", "Namespaced");
        schemaless.anythingGoes("clusterecrpullsecrets", "ClusterEcrPullSecret", "Cluster");
        eventually("newer words are stored", () -> {
            patch("ecrpullsecrets", "one", "{\"spec\": " + ofOne + "}");
            patch("clusterecrpullsecrets", everywhere.name(), "{\"spec\": " + ofCluster + "}");
        });
        serve();

        // Then
        eventually("it says so", () -> {
            assertThat(ready("ecrpullsecrets", "one")).contains("InvalidSpec", "stay as they are", "12 hours");
            assertThat(ready("clusterecrpullsecrets", everywhere.name()))
                    .contains("InvalidSpec", "stay as they are", "12 hours");
        });
        assertThatAllIsThere(everywhere, before);

        // When
        everywhere.label(world.namespace(), Map.of("pulls-for", "nobody"));
        lookAtTheAccountAgain();

        // Then
        assertThatAllIsThere(everywhere, before);

        // When
        cluster.kubectl("delete", "clusterecrpullsecrets", everywhere.name());
        lookAtTheAccountAgain();

        // Then
        assertThatAllIsThere(everywhere, before);
    }

    /** Nothing but Kubernetes' own collector, which does not run here, takes a Secret whose owner is gone. */
    private void assertThatAllIsThere(ClusterPullSecret everywhere, List<Secret> before) {
        assertThat(attached()).contains("one", everywhere.name());
        assertThat(List.of(secret("one"), secret(everywhere.name()))).isEqualTo(before);
    }

    private void serve() {
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER_WITH_SERVICE_ACCOUNTS, clock));
    }

    private void account() {
        world.user()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("builder")
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .build())
                .create();
    }

    /** A new ServiceAccount's turn comes after those that were waiting. */
    private void lookAtTheAccountAgain() {
        schemaless.apply("""
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrPullSecret
                metadata: {name: witness, namespace: %1$s, labels: {at: "%2$s"}}
                spec:
                  registries: [{region: us-east-1, accountIds: ["123456789012"]}]
                  secret: {name: "witness-%2$s"}
                  serviceAccounts: {mode: All}
                """.formatted(world.namespace(), System.nanoTime()));
        String wanted = cluster.kubectl(
                        "get",
                        "ecrpullsecrets",
                        "witness",
                        "-n",
                        world.namespace(),
                        "-o",
                        "jsonpath={.spec.secret.name}")
                .stdout();
        eventually("it has the witness", () -> assertThat(attached()).contains(wanted));
    }

    private List<String> attached() {
        return world
                .user()
                .serviceAccounts()
                .inNamespace(world.namespace())
                .withName("builder")
                .get()
                .getImagePullSecrets()
                .stream()
                .map(LocalObjectReference::getName)
                .toList();
    }

    private Secret secret(String name) {
        Secret secret = world.user()
                .secrets()
                .inNamespace(world.namespace())
                .withName(name)
                .get();
        assertThat(secret).as(name).isNotNull();
        return secret;
    }

    private String ready(String plural, String name) {
        return cluster.kubectl(
                        "get",
                        plural,
                        name,
                        "-n",
                        world.namespace(),
                        "-o",
                        "jsonpath={.status.conditions[?(@.type==\"Ready\")]}")
                .stdout();
    }

    private void patch(String plural, String name, String json) {
        KubectlResult result =
                cluster.kubectl("patch", plural, name, "-n", world.namespace(), "--type=merge", "-p", json);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }
}
