package io.ecroperator.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.crd.GeneratedCrds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bundle for the Operator Lifecycle Manager: the CRDs, and a ClusterServiceVersion with the Deployment and the rights that the
 * manifests without Helm have. What is the same in each is in {@code src/test/resources/olm}.
 *
 * @see <a href="https://olm.operatorframework.io/docs/tasks/creating-operator-bundle/">Bundles</a>
 */
final class OlmBundle {

    static final Path DIRECTORY = Path.of("deploy", "olm");

    private static final Path TEMPLATES = Path.of("src", "test", "resources", "olm");
    private static final Path EXAMPLES = Path.of("deploy", "examples");
    private static final String HEADER = "# Generated; run make install-manifests.\n";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private OlmBundle() {}

    /** The files and what is in them. */
    static Map<Path, String> files(Helm helm) {
        Map<Path, String> files = new TreeMap<>();
        GeneratedCrds.files().forEach((name, text) -> files.put(DIRECTORY.resolve("manifests/" + name), text));
        files.put(
                DIRECTORY.resolve("manifests/ecr-operator.clusterserviceversion.yaml"),
                HEADER
                        + GeneratedCrds.yaml(
                                serviceVersion(new Rendering(String.join("---\n", InstallFiles.defaults(helm))))));
        files.put(
                DIRECTORY.resolve("metadata/annotations.yaml"),
                HEADER + GeneratedFiles.text(TEMPLATES.resolve("annotations.yaml")));
        return files;
    }

    private static ObjectNode serviceVersion(Rendering manifests) {
        ObjectNode csv = yaml(TEMPLATES.resolve("clusterserviceversion.yaml"));
        ObjectNode metadata = csv.withObject("/metadata");
        ObjectNode spec = csv.withObject("/spec");
        // A snapshot is the release that it will be: OLM orders versions, and knows no snapshots.
        String version =
                yaml(Helm.CHART.resolve("Chart.yaml")).get("version").asText().replace("-SNAPSHOT", "");
        metadata.put("name", "ecr-operator.v" + version);
        metadata.withObject("/annotations").put("alm-examples", examples());
        spec.put("version", version);
        spec.withObject("/customresourcedefinitions").set("owned", JSON.valueToTree(kinds()));
        spec.withObject("/install").set("spec", JSON.valueToTree(install(manifests)));
        return csv;
    }

    private static Map<String, Object> install(Rendering manifests) {
        Deployment deployment = manifests.deployment();
        return new TreeMap<>(Map.of(
                "deployments",
                List.of(new TreeMap<>(Map.of(
                        "name", deployment.getMetadata().getName(),
                        "label", deployment.getMetadata().getLabels(),
                        "spec", deployment.getSpec()))),
                "clusterPermissions",
                permissions(
                        deployment,
                        manifests.objects(ClusterRole.class).stream()
                                .filter(OlmBundle::isOfTheOperator)
                                .flatMap(role -> role.getRules().stream())
                                .toList()),
                "permissions",
                permissions(
                        deployment,
                        manifests.objects(Role.class).stream()
                                .flatMap(role -> role.getRules().stream())
                                .toList())));
    }

    private static List<Map<String, Object>> permissions(Deployment deployment, List<?> rules) {
        String account = deployment.getSpec().getTemplate().getSpec().getServiceAccountName();
        return List.of(new TreeMap<>(Map.of("serviceAccountName", account, "rules", rules)));
    }

    /** Those with a label for aggregation are for users; OLM makes its own. */
    private static boolean isOfTheOperator(ClusterRole role) {
        return role.getMetadata().getLabels().keySet().stream().noneMatch(label -> label.contains("aggregate-to"));
    }

    private static List<Map<String, String>> kinds() {
        return GeneratedCrds.definitions().stream().map(OlmBundle::kind).toList();
    }

    private static Map<String, String> kind(CustomResourceDefinition crd) {
        return new TreeMap<>(Map.of(
                "name", crd.getMetadata().getName(),
                "version", crd.getSpec().getVersions().getFirst().getName(),
                "kind", crd.getSpec().getNames().getKind(),
                "displayName", crd.getSpec().getNames().getKind(),
                "description",
                        crd.getSpec()
                                .getVersions()
                                .getFirst()
                                .getSchema()
                                .getOpenAPIV3Schema()
                                .getDescription()));
    }

    /** One of each kind: the first that the examples have. */
    private static String examples() {
        Map<String, Object> byKind = new TreeMap<>();
        for (Path file : GeneratedFiles.filesIn(EXAMPLES)) {
            for (String document : GeneratedFiles.text(file).split("(?m)^---$", -1)) {
                Object example = read(document, Object.class);
                byKind.putIfAbsent((String) ((Map<?, ?>) example).get("kind"), example);
            }
        }
        byKind.keySet()
                .retainAll(GeneratedCrds.definitions().stream()
                        .map(crd -> crd.getSpec().getNames().getKind())
                        .toList());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(byKind.values());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode yaml(Path file) {
        return read(GeneratedFiles.text(file), ObjectNode.class);
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return YAML.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
