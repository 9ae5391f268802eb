package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.status.Reason;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that were stored under another schema and do not fit the types: they are named, and stop nobody else. */
class PoisonObjectIT {

    private LocalCluster cluster;
    private Schemaless schemaless;
    private World world;

    @BeforeEach
    void start() throws IOException {
        cluster = LocalCluster.start(); // of its own, because its schema is changed
        schemaless = new Schemaless(cluster);
        world = World.withoutOperator(cluster);
    }

    @AfterEach
    void stop() {
        world.close();
        cluster.close();
    }

    @Test
    void shouldNameTheObjectAndGoOnWithTheOthers() {
        // Given
        stored("ecrrepositories", "EcrRepository", "{managementPolicy: Someday}");

        // When
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        world.applyReady("healthy", "tags: {team: a}");
        eventually("the object is named", () -> {
            assertThat(condition("Ready", "reason")).isEqualTo(Reason.INVALID_SPEC.label());
            assertThat(condition("Ready", "message")).contains("spec cannot be read");
            assertThat(condition("Stalled", "status")).isEqualTo("True");
        });
        assertThat(world.callsOn("poison")).isEmpty();

        // When
        schemaless.apply(world.manifest("poison", "tags: {team: b}"));

        // Then
        world.awaitReady("poison");
        assertThat(world.ecr().tags("poison")).containsEntry("team", "b");
    }

    /** The API server itself takes no write to these, not even of the status; the log names them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ecrrepositories      | EcrRepository      | {tags: team=a}
            ecrrepositories      | EcrRepository      | {lifecyclePolicy: {rules: [{rulePriority: first}]}}
            ecrrepositories      | EcrRepository      | {repositoryPolicy: []}
            ecrlifecyclepolicies | EcrLifecyclePolicy | {rules: all, repositorySelector: {}}
            """)
    void shouldGoOnWithTheOthersWhenNobodyCanWriteToTheObject(String plural, String kind, String spec) {
        // Given
        stored(plural, kind, spec);

        // When
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        world.applyReady("healthy", "tags: {team: a}");
        assertThat(world.callsOn("poison")).isEmpty();

        // When
        cluster.kubectl("delete", plural, "poison", "-n", world.namespace());
        world.applyReady("poison", "tags: {team: b}");

        // Then
        assertThat(world.ecr().tags("poison")).containsEntry("team", "b");
    }

    /** Rules that stand when the spec becomes unreadable, as after a rollback, stay; also when the object goes. */
    @Test
    void shouldTakeAnUnreadableLifecyclePolicyForNoConsentToRemoveItsRules() {
        // Given
        LifecyclePolicies policies = new LifecyclePolicies(world);
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        world.ecr().createRepository("cache/nginx");
        policies.apply(
                "poison",
                LifecyclePolicies.keep(10)
                        + "\nrepositoryNamePatterns: ['cache/*']\nrepositorySelector: {matchLabels: {team: a}}");
        EcrRepository labelled = world.apply("labelled", "");
        world.edit("labelled", object -> {
            object.getMetadata().setLabels(Map.of("team", "a"));
            return object;
        });
        assertThat(labelled).isNotNull();
        eventually("both have it", () -> {
            assertThat(policies.inEcr("cache/nginx")).contains("10");
            assertThat(policies.inEcr("labelled")).contains("10");
            assertThat(policies.ready("poison")).startsWith("True InSync");
        });
        world.stopOperator();
        schemaless.anythingGoes("ecrlifecyclepolicies", "EcrLifecyclePolicy", "Namespaced");

        // When
        eventually("a newer word is stored", () -> {
            KubectlResult patched = cluster.kubectl(
                    "patch",
                    "ecrlifecyclepolicies",
                    "poison",
                    "-n",
                    world.namespace(),
                    "--type=merge",
                    "-p",
                    "{\"spec\":{\"onDelete\":\"Ask\"}}");
            assertThat(patched.exitCode()).as(patched.stderr()).isZero();
        });
        world.startOperator(OperatorUnderTest.Options.DEFAULT);

        // Then
        String path = "jsonpath={.status.conditions[?(@.type==\"Ready\")].message}";
        eventually("it says so", () -> assertThat(
                        cluster.kubectl("get", "ecrlifecyclepolicies", "poison", "-n", world.namespace(), "-o", path)
                                .stdout())
                .contains("spec: cannot be read"));
        world.lookAgain("labelled");
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        assertThat(policies.inEcr("labelled")).contains("10");

        // When
        cluster.kubectl("delete", "ecrlifecyclepolicies", "poison", "-n", world.namespace());

        // Then
        assertThat(world.awaitEvent("poison", Reason.RETAINED).getMessage())
                .contains("the spec cannot be read, so nothing says that they may be removed");
        eventually("it is gone", () -> assertThat(policies.get("poison")).isNull());
        world.lookAgain("labelled");
        assertThat(policies.inEcr("cache/nginx")).contains("10");
        assertThat(policies.inEcr("labelled")).contains("10");
    }

    /** With kubectl, because the types cannot read it. */
    private String condition(String type, String field) {
        String path = "jsonpath={.status.conditions[?(@.type==\"" + type + "\")]." + field + "}";
        return cluster.kubectl("get", "ecrrepo", "poison", "-n", world.namespace(), "-o", path)
                .stdout();
    }

    /** Stores an object as it never could be under the schema of today. */
    private void stored(String plural, String kind, String spec) {
        schemaless.anythingGoes(plural, kind, "Namespaced");
        eventually(
                "the object is stored",
                () -> schemaless.apply("apiVersion: ecr-operator.io/v1alpha1\nkind: " + kind
                        + "\nmetadata: {name: poison, namespace: " + world.namespace() + "}\nspec: " + spec));
        Install.again(cluster);
    }
}
