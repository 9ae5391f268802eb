package io.ecroperator.chart;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Helm made of the chart.
 *
 * @param text the manifests, a document each
 */
public record Rendering(String text) {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** The documents that are objects, with their comments. */
    List<String> documents() {
        return Arrays.stream(text.split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind: ")))
                .map(document -> document.replaceAll("(?m)^# Source: .*\\n", "").strip() + "\n")
                .toList();
    }

    /** The objects of one type. */
    <T extends HasMetadata> List<T> objects(Class<T> type) {
        return documents().stream()
                .map(document -> YAML.<HasMetadata>unmarshal(document))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The objects, each as its kind, namespace and name. */
    List<String> names() {
        return objects(HasMetadata.class).stream()
                .map(object -> object.getKind() + " "
                        + (object.getMetadata().getNamespace() == null
                                ? ""
                                : object.getMetadata().getNamespace() + "/")
                        + object.getMetadata().getName())
                .toList();
    }

    /** The Deployment. */
    Deployment deployment() {
        return objects(Deployment.class).getFirst();
    }

    /** The variables of the operator's container that have a value. */
    public Map<String, String> environment() {
        return environment(deployment());
    }

    /** The variables of the container of a Deployment that have a value. */
    public static Map<String, String> environment(Deployment deployment) {
        Map<String, String> variables = new TreeMap<>();
        for (EnvVar variable : deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()) {
            if (variables.containsKey(variable.getName())) {
                throw new IllegalStateException(variable.getName() + " is set twice");
            }
            variables.put(variable.getName(), variable.getValue());
        }
        variables.values().removeIf(value -> value == null);
        return variables;
    }
}
