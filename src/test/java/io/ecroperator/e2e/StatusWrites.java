package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** Has the API server refuse every write of an EcrRepository's status in one namespace, as a broken webhook would. */
final class StatusWrites {

    private static final String PROBE = "status-probe";

    private final World world;

    private StatusWrites(World world) {
        this.world = world;
    }

    /** Refuses them during the steps, and lets them through again. */
    static void refusedDuring(World world, Runnable steps) {
        StatusWrites writes = new StatusWrites(world);
        writes.refuse();
        try {
            steps.run();
        } finally {
            writes.allow();
        }
    }

    private void refuse() {
        kubectl(policy(), "apply", "-f", "-");
        String probe = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRepository
                metadata:
                  name: %s
                  namespace: %s
                  annotations: {ecr-operator.io/paused: "true"}
                spec: {managementPolicy: Observe}
                """.formatted(PROBE, world.namespace());
        kubectl(probe, "apply", "-f", "-");
        World.eventually("status writes are refused", () -> assertThat(pass()).isFalse());
    }

    private void allow() {
        kubectl(policy(), "delete", "-f", "-", "--wait=false");
        World.eventually("status writes pass", () -> assertThat(pass()).isTrue());
    }

    private String policy() {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: no-status-in-%1$s}
                spec:
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    resourceRules:
                      - apiGroups: [ecr-operator.io]
                        apiVersions: ["*"]
                        operations: [UPDATE]
                        resources: [ecrrepositories/status]
                  validations: [{expression: "false", message: no status today}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: no-status-in-%1$s}
                spec: {policyName: no-status-in-%1$s, validationActions: [Deny]}
                """.formatted(world.namespace());
    }

    private boolean pass() {
        return world.cluster()
                        .kubectl(
                                "patch",
                                "ecrrepository",
                                PROBE,
                                "-n",
                                world.namespace(),
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"observedGeneration\":99}}",
                                "--dry-run=server")
                        .exitCode()
                == 0;
    }

    private void kubectl(String input, String... args) {
        var result = world.cluster().kubectlWithInput(input, args);
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }
}
