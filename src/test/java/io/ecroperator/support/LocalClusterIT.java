package io.ecroperator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class LocalClusterIT {

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: widgets.localcluster.test
            spec:
              group: localcluster.test
              scope: Namespaced
              names: {kind: Widget, plural: widgets, singular: widget}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          size: {type: integer}
                        x-kubernetes-validations:
                        - rule: self.size % 2 == 0
                          message: size is even
            """;

    private static final String WIDGET = """
            apiVersion: localcluster.test/v1
            kind: Widget
            metadata: {name: %s}
            spec: {size: %d}
            """;

    private LocalCluster cluster;
    private String namespace;

    @BeforeEach
    void setUp(LocalCluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.createNamespace("local-cluster");
    }

    @Test
    void shouldRefuseWithTheRulesMessageWhenCelIsViolated() {
        // Given
        assertThat(cluster.kubectlWithInput(CRD, "apply", "--server-side", "-f", "-"))
                .returns(0, KubectlResult::exitCode);
        assertThat(cluster.kubectl("wait", "--for=condition=Established", "crd/widgets.localcluster.test"))
                .returns(0, KubectlResult::exitCode);

        // When
        KubectlResult even = create(WIDGET.formatted("even", 2));
        KubectlResult odd = create(WIDGET.formatted("odd", 3));

        // Then
        assertThat(even).returns(0, KubectlResult::exitCode);
        assertThat(odd.exitCode()).isEqualTo(1);
        assertThat(odd.stderr()).contains("size is even");
    }

    @Test
    void shouldForbidUntilARoleAllowsWhenAUserIsImpersonated() {
        try (KubernetesClient user = cluster.clientAs("someone", "readers")) {
            // Given
            assertThatThrownBy(() -> user.configMaps().inNamespace(namespace).list())
                    .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> assertThat(refusal.getCode())
                            .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN));

            // When
            KubectlResult role = cluster.kubectl(
                    "create", "role", "reader", "--verb=list", "--resource=configmaps", "-n", namespace);
            KubectlResult binding = cluster.kubectl(
                    "create", "rolebinding", "readers", "--role=reader", "--group=readers", "-n", namespace);

            // Then
            assertThat(role).returns(0, KubectlResult::exitCode);
            assertThat(binding).returns(0, KubectlResult::exitCode);
            // The API server learns of the binding by a watch of its own.
            await().ignoreExceptionsInstanceOf(KubernetesClientException.class).untilAsserted(() -> assertThat(
                            user.configMaps().inNamespace(namespace).list().getItems())
                    .isEmpty());
        }
    }

    @Test
    void shouldKnowTheServiceAccountWhenItsTokenIsUsed() {
        // Given
        assertThat(cluster.kubectl("create", "serviceaccount", "puller", "-n", namespace))
                .returns(0, KubectlResult::exitCode);

        // When
        KubectlResult token = cluster.kubectl("create", "token", "puller", "-n", namespace);

        // Then
        assertThat(token).returns(0, KubectlResult::exitCode);
        try (KubernetesClient puller = cluster.clientWithToken(token.stdout().strip())) {
            SelfSubjectReview review = puller.resource(new SelfSubjectReview()).create();
            assertThat(review.getStatus().getUserInfo().getUsername())
                    .isEqualTo("system:serviceaccount:" + namespace + ":puller");
        }
    }

    @Test
    void shouldHandOutTheSameClusterWhenAskedAgain(LocalCluster again) {
        // Then
        assertThat(again).isSameAs(cluster);
    }

    @Test
    void shouldKeepItsDataAndAddressWhenTheApiServerStopsAndStarts() throws IOException {
        try (LocalCluster own = LocalCluster.start();
                KubernetesClient client = own.client()) {
            // Given
            ConfigMap kept = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("kept")
                    .withNamespace("default")
                    .endMetadata()
                    .withData(Map.of("key", "value"))
                    .build();
            client.resource(kept).create();

            // When
            own.stopApiServer();

            // Then
            assertThat(own.kubectl("get", "configmap", "kept").stderr()).contains("refused");

            // When
            own.startApiServer();

            // Then
            assertThat(client.resource(kept).get().getData()).isEqualTo(Map.of("key", "value"));
        }
    }

    private KubectlResult create(String yaml) {
        return cluster.kubectlWithInput(yaml, "create", "-n", namespace, "-f", "-");
    }
}
