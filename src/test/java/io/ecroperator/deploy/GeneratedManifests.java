package io.ecroperator.deploy;

import static java.util.stream.Collectors.joining;

import io.ecroperator.crd.GeneratedCrds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of {@code deploy} that hold what other files of it say, in the form that a tool in the cluster takes. */
final class GeneratedManifests {

    /** The rule files of Prometheus, which are the source. */
    static final Path RULES = Path.of("deploy", "monitoring", "rules");

    /** The same for the Prometheus Operator. */
    static final Path PROMETHEUS_RULE = Path.of("deploy", "monitoring", "prometheusrule.yaml");

    /** The script by which Argo CD judges our objects, which is the source. */
    static final Path HEALTH = Path.of("deploy", "argocd", "health.lua");

    /** The same as Argo CD takes it. */
    static final Path ARGOCD_CM = Path.of("deploy", "argocd", "argocd-cm.yaml");

    private static final String ARGOCD_CM_HEAD = """
            # Generated from health.lua; run make manifests.
            # kubectl -n argocd patch configmap argocd-cm --patch-file argocd-cm.yaml
            # In a kustomization of Argo CD it is a patch too; in the values of its Helm chart, data goes below configs.cm.
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
              namespace: argocd
              labels:
                app.kubernetes.io/name: argocd-cm
                app.kubernetes.io/part-of: argocd
            data:
            """;

    private static final String PROMETHEUS_RULE_HEAD = """
            # Generated from rules/; run make manifests.
            # The alerts for the Prometheus Operator. Give it the labels that your Prometheus selects rules by.
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: ecr-operator
              namespace: ecr-operator
              labels:
                app.kubernetes.io/name: ecr-operator
            spec:
              groups:
            """;

    private static final String GROUPS = "\ngroups:\n";

    private GeneratedManifests() {}

    /** Each file, from the directory of the build, and its text. */
    static Map<Path, String> all() {
        Map<Path, String> files = new TreeMap<>();
        files.put(PROMETHEUS_RULE, prometheusRule());
        files.put(ARGOCD_CM, argocdCm());
        return files;
    }

    /** The rule files, by name. */
    static List<Path> rules() {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prometheusRule() {
        return PROMETHEUS_RULE_HEAD
                + rules().stream()
                        .map(InstallManifests::text)
                        .map(text -> text.substring(text.indexOf(GROUPS) + GROUPS.length()))
                        .map(groups -> indented(groups, 2))
                        .collect(joining());
    }

    /** One entry for each kind: the key of a ConfigMap has no wildcard. */
    private static String argocdCm() {
        String script = indented(InstallManifests.text(HEALTH), 4);
        return ARGOCD_CM_HEAD
                + GeneratedCrds.definitions().stream()
                        .map(crd -> "  resource.customizations.health.%s_%s: |\n%s"
                                .formatted(
                                        crd.getSpec().getGroup(),
                                        crd.getSpec().getNames().getKind(),
                                        script))
                        .collect(joining());
    }

    private static String indented(String text, int spaces) {
        return text.lines()
                .map(line -> line.isEmpty() ? line : " ".repeat(spaces) + line)
                .collect(joining("\n", "", "\n"));
    }
}
