package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.status.Reason;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.OptimisticEdit;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Namespaces that refuse a pull secret of the cluster, or end, on a real API server. */
@ExtendWith(SharedCluster.class)
class ClusterPullSecretTroubleIT {

    private static final String LABEL = "pulls-for";

    private World world;
    private List<String> namespaces;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        Install.pullSecretsEverywhere(cluster);
        namespaces = Stream.generate(this::selectedNamespace).limit(3).toList();
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        world.stopOperator();
        object().delete();
        Install.noPullSecretsAnywhere(world.cluster());
        world.close();
    }

    @Test
    void shouldNameTheNamespaceThatRefusesTheSecretAndServeTheOthers() {
        // Given
        String refusing = namespaces.get(1);
        kubectl(policy(refusing), "apply", "-f", "-");
        World.eventually("the policy is in force", () -> assertThat(world.cluster()
                        .kubectl("-n", refusing, "create", "secret", "generic", "probe", "--dry-run=server")
                        .exitCode())
                .isNotZero());

        // When
        apply();

        // Then
        World.eventually("it says which namespace", () -> assertThat(status().failedTargets())
                .extracting(FailedTarget::namespace, FailedTarget::reason)
                .containsExactly(tuple(refusing, Reason.SECRET_NOT_WRITTEN.label())));
        assertThat(status().readyTargets()).isEqualTo(2);
        kubectl(policy(refusing), "delete", "-f", "-");
    }

    @Test
    void shouldNotCountANamespaceThatEnds() {
        // Given
        apply();
        World.eventually(
                "all are served", () -> assertThat(status().readyTargets()).isEqualTo(3));

        // When
        world.user().namespaces().withName(namespaces.get(2)).delete();

        // Then
        World.eventually("two are left", () -> assertThat(status().targets()).isEqualTo(2));
        assertThat(status().readyTargets()).isEqualTo(2);
    }

    /** Answers 413, which is about the one Secret and not about the API server. */
    private static String policy(String namespace) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: no-secret-in-%1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    resourceRules:
                      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets]}
                  validations: [{expression: "false", message: no secret today, reason: RequestEntityTooLarge}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: no-secret-in-%1$s}
                spec: {policyName: no-secret-in-%1$s, validationActions: [Deny]}
                """.formatted(namespace);
    }

    private void kubectl(String input, String... args) {
        KubectlResult result = world.cluster().kubectlWithInput(input, args);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private String selectedNamespace() {
        String name = world.cluster().createNamespace("pulls");
        OptimisticEdit.of(world.user().namespaces().withName(name), object -> new NamespaceBuilder(object)
                .editMetadata()
                .addToLabels(Map.of(LABEL, world.namespace()))
                .endMetadata()
                .build());
        return name;
    }

    private String name() {
        return "pull-" + world.namespace();
    }

    private void apply() {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: ClusterEcrPullSecret
                metadata: {name: %s}
                spec:
                  registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
                  namespaceSelector: {matchLabels: {%s: %s}}
                """.formatted(name(), LABEL, world.namespace());
        world.user()
                .resources(ClusterEcrPullSecret.class)
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    private ClusterEcrPullSecretStatus status() {
        assertThat(object().get().getStatus()).isNotNull();
        return object().get().getStatus();
    }

    private Resource<ClusterEcrPullSecret> object() {
        return world.user().resources(ClusterEcrPullSecret.class).withName(name());
    }
}
