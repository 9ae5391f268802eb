package io.ecroperator.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The manifests for those who do not use Helm: what the chart renders with its defaults in {@code deploy/install}, what pull secrets
 * and output ConfigMaps add to that in directories of their own. CRDs are in {@code crds/}; the namespace, which a chart has none
 * of, is written by hand.
 */
final class InstallFiles {

    private static final Path INSTALL = Path.of("deploy", "install");
    private static final Path PULL_SECRETS = Path.of("deploy", "pull-secrets");
    private static final Path OUTPUT_CONFIG_MAPS = Path.of("deploy", "output-config-maps");

    /** In the order in which kubectl applies them. */
    private static final Map<String, String> NUMBERS = Map.of(
            "ServiceAccount", "01",
            "ClusterRole", "02",
            "Role", "04",
            "ClusterRoleBinding", "05",
            "RoleBinding", "06",
            "Service", "07",
            "Deployment", "08",
            "PodDisruptionBudget", "09");

    private static final String NAME = "replaced-below";
    private static final List<String> VALUES = List.of("--set", "clusterName=" + NAME, "--set", "crds.enabled=false");

    private static final String NO_NAME = """
            # Write the name of this cluster here: the operator does not start without. No other cluster in the same AWS
            # account may have it; see docs/reference/configuration.md.
            - name: ECR_OPERATOR_CLUSTER_NAME
              value: ""
            """.indent(12).stripLeading();

    /** Without an extension, {@code kubectl apply -f deploy/install} takes it for no manifest. */
    private static final String KUSTOMIZATION = """
            # Generated; run make install-manifests.
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources:
              - ../../crds
              - 00-Namespace.ecr-operator.yaml
            """;

    private InstallFiles() {}

    /** The files and what is in them. */
    static Map<Path, String> all(Helm helm) {
        Map<Path, String> files = new TreeMap<>();
        Map<String, String> defaults = rendered(helm, List.of());
        defaults.forEach((object, text) -> files.put(INSTALL.resolve(number(object) + "-" + object + ".yaml"), text));
        files.put(INSTALL.resolve("Kustomization"), kustomization(files.keySet()));
        added(
                files,
                PULL_SECRETS,
                rendered(helm, List.of("pullSecrets.enabled=true", "pullSecrets.serviceAccountsEnabled=true")),
                defaults);
        added(files, OUTPUT_CONFIG_MAPS, rendered(helm, List.of("outputConfigMaps.enabled=true")), defaults);
        return files;
    }

    /** The manifests of {@code deploy/install}. */
    static Collection<String> defaults(Helm helm) {
        return rendered(helm, List.of()).values();
    }

    private static String kustomization(Set<Path> manifests) {
        return KUSTOMIZATION
                + manifests.stream()
                        .map(file -> "  - " + file.getFileName() + "\n")
                        .collect(Collectors.joining());
    }

    private static void added(
            Map<Path, String> files, Path directory, Map<String, String> objects, Map<String, String> defaults) {
        objects.forEach((object, text) -> {
            if (!defaults.containsKey(object)) {
                files.put(directory.resolve(object + ".yaml"), text);
            }
        });
    }

    /** What the chart makes, by kind and name. */
    private static Map<String, String> rendered(Helm helm, List<String> settings) {
        List<String> values = new ArrayList<>(VALUES);
        settings.forEach(setting -> values.addAll(List.of("--set", setting)));
        KubernetesSerialization yaml = new KubernetesSerialization();
        Map<String, String> objects = new LinkedHashMap<>();
        for (String document : new Rendering(helm.template(values).orThrow()).documents()) {
            HasMetadata object = yaml.unmarshal(document);
            objects.put(object.getKind() + "." + object.getMetadata().getName(), withoutHelm(document));
        }
        return objects;
    }

    private static String withoutHelm(String document) {
        return document.replaceAll("(?m)^ *(app.kubernetes.io/managed-by|helm.sh/chart): .*\\n", "")
                .replaceAll("- name: ECR_OPERATOR_CLUSTER_NAME\\n *value: \"" + NAME + "\"\\n", NO_NAME);
    }

    private static String number(String object) {
        String kind = object.substring(0, object.indexOf('.'));
        if (!NUMBERS.containsKey(kind)) {
            throw new IllegalStateException("deploy/install has no place for " + object + " yet");
        }
        return NUMBERS.get(kind);
    }
}
