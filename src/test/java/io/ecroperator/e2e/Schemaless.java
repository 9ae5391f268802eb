package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;

/** A cluster that stores any object, as one does whose CRDs are of another version. It has to be the test's own. */
record Schemaless(LocalCluster cluster) {

    private static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %1$s.ecr-operator.io}
            spec:
              group: ecr-operator.io
              scope: %3$s
              names: {kind: %2$s, plural: %1$s}
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;

    /** Takes the schema of a kind away; {@code scope} is Namespaced or Cluster. */
    void anythingGoes(String plural, String kind, String scope) {
        apply(CRD.formatted(plural, kind, scope));
    }

    /** Applies a manifest that only the API server looks at. */
    void apply(String manifest) {
        KubectlResult result = cluster.kubectlWithInput(
                manifest, "apply", "--server-side", "--force-conflicts", "--validate=false", "-f", "-");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }
}
