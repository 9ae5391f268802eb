package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.deploy.InstallManifests;
import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the shipped CRDs, ServiceAccount and rights into a cluster, just as a user does. */
public final class Install {

    /** Whom the shipped bindings give the operator's rights to. */
    static final String OPERATOR_USER = "system:serviceaccount:ecr-operator:ecr-operator";

    private Install() {}

    /** What the operator needs beside its process, in the order of the files. */
    private static final List<String> FILES = List.of(
            "crds",
            "deploy/install/00-Namespace.ecr-operator.yaml",
            "deploy/install/01-ServiceAccount.ecr-operator.yaml",
            "deploy/install/02-ClusterRole.ecr-operator-watched.yaml",
            "deploy/install/02-ClusterRole.ecr-operator-managed.yaml",
            "deploy/install/02-ClusterRole.ecr-operator-registries.yaml",
            "deploy/install/04-Role.ecr-operator-leases.yaml",
            "deploy/install/05-ClusterRoleBinding.ecr-operator-watched.yaml",
            "deploy/install/05-ClusterRoleBinding.ecr-operator-managed.yaml",
            "deploy/install/05-ClusterRoleBinding.ecr-operator-registries.yaml",
            "deploy/install/06-RoleBinding.ecr-operator-leases.yaml");

    /** Applies the files if nobody has. A test that changes what they say has a cluster of its own, and {@link #again}. */
    public static void into(LocalCluster cluster) {
        cluster.once(Install.class, () -> again(cluster));
    }

    /** Applies the files. */
    static void again(LocalCluster cluster) {
        apply(cluster, FILES);
        World.eventually(
                "CRD is served",
                () -> assertThat(cluster.kubectl("get", "ecr", "-A").exitCode()).isZero());
        World.eventually("rights are in force", () -> assertThat(cluster.kubectl(
                                "auth", "can-i", "patch", "ecrrepositories.ecr-operator.io", "--as", OPERATOR_USER)
                        .stdout())
                .startsWith("yes"));
    }

    /** Gives the rights of output ConfigMaps in one namespace. */
    public static void outputConfigMapsInto(LocalCluster cluster, String namespace) {
        apply(cluster, List.of("deploy/output-config-maps/ClusterRole.ecr-operator-output-config-maps.yaml"));
        bind(cluster, namespace, "ecr-operator-output-config-maps", "configmaps");
    }

    /** Gives the rights of pull secrets in one namespace, as a user does who does not want them everywhere. */
    public static void pullSecretsInto(LocalCluster cluster, String namespace) {
        apply(cluster, List.of("deploy/pull-secrets/ClusterRole.ecr-operator-pull-secrets.yaml"));
        bind(cluster, namespace, "ecr-operator-pull-secrets", "secrets");
    }

    /** Gives the rights to ServiceAccounts in one namespace. */
    public static void serviceAccountsInto(LocalCluster cluster, String namespace) {
        apply(cluster, List.of("deploy/pull-secrets/ClusterRole.ecr-operator-service-accounts.yaml"));
        bind(cluster, namespace, "ecr-operator-service-accounts", "serviceaccounts");
    }

    /** Gives the rights of all files of pull secrets, in the whole cluster. */
    static void pullSecretsEverywhere(LocalCluster cluster) {
        apply(
                cluster,
                InstallManifests.filesOfPullSecrets().stream()
                        .map(Path::toString)
                        .toList());
        awaitRight(cluster, "namespaces");
        awaitRight(cluster, "secrets", "--all-namespaces");
        awaitRight(cluster, "serviceaccounts", "--all-namespaces");
    }

    /** Takes these rights away: another test says what the operator may do without them. */
    static void noPullSecretsAnywhere(LocalCluster cluster) {
        List<String> command = new ArrayList<>(List.of("delete", "--ignore-not-found"));
        InstallManifests.filesOfPullSecrets().forEach(file -> command.addAll(List.of("-f", file.toString())));
        KubectlResult result = cluster.kubectl(command.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    private static void bind(LocalCluster cluster, String namespace, String role, String resource) {
        KubectlResult bound = cluster.kubectl(
                "-n",
                namespace,
                "create",
                "rolebinding",
                role,
                "--clusterrole=" + role,
                "--serviceaccount=ecr-operator:ecr-operator");
        assertThat(bound.exitCode()).as(bound.stderr()).isZero();
        awaitRight(cluster, resource, "-n", namespace);
    }

    private static void awaitRight(LocalCluster cluster, String resource, String... where) {
        List<String> question = new ArrayList<>(List.of("auth", "can-i", "watch", resource, "--as", OPERATOR_USER));
        question.addAll(List.of(where));
        World.eventually("the right to " + resource + " is in force", () -> assertThat(
                        cluster.kubectl(question.toArray(String[]::new)).stdout())
                .startsWith("yes"));
    }

    private static void apply(LocalCluster cluster, List<String> files) {
        List<String> command = new ArrayList<>(List.of("apply", "--server-side", "--force-conflicts"));
        files.forEach(file -> command.addAll(List.of("-f", file)));
        KubectlResult result = cluster.kubectl(command.toArray(String[]::new));
        assertThat(result.exitCode()).as(files + ": " + result.stderr()).isZero();
    }
}
