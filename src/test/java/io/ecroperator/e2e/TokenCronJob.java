package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.KubectlResult;
import io.ecroperator.support.LocalCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a cluster has that renews its login to ECR by itself, as many guides have it: a CronJob that replaces the Secret {@link
 * #SECRET}, and what the CronJob needs for that. Nothing here runs Pods; {@link #run} does what the script does, with the rights
 * that the CronJob has.
 */
record TokenCronJob(LocalCluster cluster, String namespace) {

    static final String SECRET = "regcred";

    private static final String WORLD = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: ecr-login}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: ecr-login}
            rules:
              - apiGroups: [""]
                resources: [secrets]
                resourceNames: [regcred]
                verbs: [get, delete, patch]
              - apiGroups: [""]
                resources: [secrets]
                verbs: [create]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: ecr-login}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ecr-login}
            subjects: [{kind: ServiceAccount, name: ecr-login, namespace: %1$s}]
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: ecr-login}
            spec:
              schedule: "0 */6 * * *"
              jobTemplate:
                spec:
                  template:
                    spec:
                      serviceAccountName: ecr-login
                      restartPolicy: Never
                      containers:
                        - name: login
                          image: registry.example.com/aws-and-kubectl
                          command:
                            - sh
                            - -ec
                            - |
                              kubectl delete secret regcred --ignore-not-found
                              kubectl create secret docker-registry regcred --docker-server=$HOST \\
                                --docker-username=AWS --docker-password="$(aws ecr get-login-password)"
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app}
            imagePullSecrets: [{name: regcred}]
            """;

    /** Creates all of it, and a ServiceAccount {@code app} that lists the Secret; the CronJob has not run yet. */
    TokenCronJob install() {
        succeed(cluster.kubectlWithInput(WORLD.formatted(namespace), "apply", "--namespace=" + namespace, "-f", "-"));
        World.eventually("its rights are in force", () -> assertThat(
                        asTheJob("auth", "can-i", "create", "secrets").stdout())
                .startsWith("yes"));
        return this;
    }

    /** Takes the CronJob away and what it needs, and leaves the Secret. */
    void uninstall() {
        succeed(kubectl("delete", "cronjob,role,rolebinding,serviceaccount", "ecr-login"));
    }

    /** One run, which deletes the Secret and creates it again. */
    void run(String host, String password) {
        delete();
        succeed(create(host, password));
    }

    /** The first half of a run. */
    void delete() {
        succeed(asTheJob("delete", "secret", SECRET, "--ignore-not-found"));
    }

    /** The second half of a run, which fails where the name is taken. */
    KubectlResult create(String host, String password) {
        return asTheJob(arguments(host, password).toArray(String[]::new));
    }

    /** One run of the other kind of script, which pipes the Secret into {@code kubectl apply}. */
    void runByApply(String host, String password) {
        List<String> dryRun = new ArrayList<>(arguments(host, password));
        dryRun.addAll(List.of("--dry-run=client", "-o=yaml"));
        KubectlResult secret = asTheJob(dryRun.toArray(String[]::new));
        succeed(secret);
        succeed(cluster.kubectlWithInput(
                secret.stdout(), withIdentity("apply", "-f", "-").toArray(String[]::new)));
    }

    /** The password in what GetAuthorizationToken answers. */
    static String password(String authorizationToken) {
        return new String(Base64.getDecoder().decode(authorizationToken), StandardCharsets.UTF_8)
                .substring("AWS:".length());
    }

    private static List<String> arguments(String host, String password) {
        return List.of(
                "create",
                "secret",
                "docker-registry",
                SECRET,
                "--docker-server=" + host,
                "--docker-username=AWS",
                "--docker-password=" + password);
    }

    KubectlResult kubectl(String... arguments) {
        return cluster.kubectl(Stream.concat(Stream.of("--namespace=" + namespace), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private KubectlResult asTheJob(String... arguments) {
        return cluster.kubectl(withIdentity(arguments).toArray(String[]::new));
    }

    private List<String> withIdentity(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--namespace=" + namespace, "--as=system:serviceaccount:" + namespace + ":ecr-login"));
        all.addAll(List.of(arguments));
        return all;
    }

    private static void succeed(KubectlResult result) {
        assertThat(result.exitCode()).as(result.toString()).isZero();
    }
}
