package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus.FailedTarget;
import io.ecroperator.e2e.OperatorUnderTest.Options;
import io.ecroperator.e2e.OperatorUnderTest.PullSecretKinds;
import io.ecroperator.status.Reason;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Namespaces that refuse a pull secret of the cluster, or end, on a real API server. */
@ExtendWith(SharedCluster.class)
class ClusterPullSecretTroubleIT {

    private World world;
    private ClusterPullSecret pullSecret;
    private List<String> namespaces;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.withoutOperator(cluster);
        Install.pullSecretsEverywhere(cluster);
        pullSecret = new ClusterPullSecret(world);
        namespaces = Stream.generate(pullSecret::selectedNamespace).limit(3).toList();
        world.startOperator(Options.DEFAULT.withPullSecrets(PullSecretKinds.CLUSTER, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        pullSecret.close();
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
        pullSecret.apply("");

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
        pullSecret.apply("");
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

    private ClusterEcrPullSecretStatus status() {
        assertThat(pullSecret.object().get().getStatus()).isNotNull();
        return pullSecret.object().get().getStatus();
    }
}
