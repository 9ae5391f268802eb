package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;

/** Puts the shipped CRDs, ServiceAccount and rights into a cluster, just as a user does. */
public final class Install {

    /** Whom the shipped bindings give the operator's rights to. */
    static final String OPERATOR_USER = "system:serviceaccount:ecr-operator:ecr-operator";

    private Install() {}

    /** Applies the files; done if they are there. */
    public static void into(LocalCluster cluster) {
        apply(cluster, "crds");
        for (String file : new String[] {
            "00-Namespace.ecr-operator.yaml",
            "01-ServiceAccount.ecr-operator.yaml",
            "02-ClusterRole.ecr-operator-watched.yaml",
            "03-ClusterRole.ecr-operator-managed.yaml",
            "04-Role.ecr-operator-leases.yaml",
            "05-ClusterRoleBinding.ecr-operator.yaml",
            "06-RoleBinding.ecr-operator-leases.yaml"
        }) {
            apply(cluster, "deploy/install/" + file);
        }
        World.eventually(
                "CRD is served",
                () -> assertThat(cluster.kubectl("get", "ecr", "-A").exitCode()).isZero());
        World.eventually("rights are in force", () -> assertThat(cluster.kubectl(
                                "auth", "can-i", "patch", "ecrrepositories.ecr-operator.io", "--as", OPERATOR_USER)
                        .stdout())
                .startsWith("yes"));
    }

    /** Gives the rights of pull secrets in one namespace, as a user does who does not want them everywhere. */
    public static void pullSecretsInto(LocalCluster cluster, String namespace) {
        apply(cluster, "deploy/pull-secrets/10-ClusterRole.ecr-operator-pull-secrets.yaml");
        KubectlResult bound = cluster.kubectl(
                "-n",
                namespace,
                "create",
                "rolebinding",
                "ecr-operator-pull-secrets",
                "--clusterrole=ecr-operator-pull-secrets",
                "--serviceaccount=ecr-operator:ecr-operator");
        assertThat(bound.exitCode()).as(bound.stderr()).isZero();
        World.eventually("rights to Secrets are in force", () -> assertThat(
                        cluster.kubectl("auth", "can-i", "watch", "secrets", "-n", namespace, "--as", OPERATOR_USER)
                                .stdout())
                .startsWith("yes"));
    }

    private static void apply(LocalCluster cluster, String file) {
        KubectlResult result = cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", file);
        assertThat(result.exitCode()).as(file + ": " + result.stderr()).isZero();
    }
}
