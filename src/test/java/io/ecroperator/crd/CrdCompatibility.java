package io.ecroperator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What would break users between a released CRD and a later one of the same kind: an object that was valid has to stay valid,
 * no field may vanish, and what readers of a status rely on stays. SUPPORT.md has the promise.
 */
final class CrdCompatibility {

    private final List<String> breaks = new ArrayList<>();

    private CrdCompatibility() {}

    /** A sentence for each break; empty if there is none. */
    static List<String> breaks(CustomResourceDefinition released, CustomResourceDefinition current) {
        CrdCompatibility found = new CrdCompatibility();
        found.same(
                "names",
                released.getSpec().getNames().getKind(),
                current.getSpec().getNames().getKind());
        found.same("scope", released.getSpec().getScope(), current.getSpec().getScope());
        for (CustomResourceDefinitionVersion version : released.getSpec().getVersions()) {
            version(current, version.getName())
                    .ifPresentOrElse(
                            later -> found.compare(version, later),
                            () -> found.add(version.getName(), "is not there any more"));
        }
        return List.copyOf(found.breaks);
    }

    private static Optional<CustomResourceDefinitionVersion> version(CustomResourceDefinition crd, String name) {
        return crd.getSpec().getVersions().stream()
                .filter(version -> version.getName().equals(name))
                .findFirst();
    }

    private void compare(CustomResourceDefinitionVersion released, CustomResourceDefinitionVersion current) {
        if (released.getServed() && !current.getServed()) {
            add(released.getName(), "is not served any more");
        }
        compare(
                released.getName(),
                released.getSchema().getOpenAPIV3Schema(),
                current.getSchema().getOpenAPIV3Schema());
    }

    private void compare(String path, JSONSchemaProps released, JSONSchemaProps current) {
        same(path + ": type", released.getType(), current.getType());
        same(path + ": format", released.getFormat(), current.getFormat());
        same(path + ": default", released.getDefault(), current.getDefault());
        same(path + ": list type", released.getXKubernetesListType(), current.getXKubernetesListType());
        same(path + ": map type", released.getXKubernetesMapType(), current.getXKubernetesMapType());
        if (!Objects.equals(released.getPattern(), current.getPattern()) && current.getPattern() != null) {
            add(path, "has another pattern");
        }
        notLess(path, "maxLength", released.getMaxLength(), current.getMaxLength());
        notLess(path, "maxItems", released.getMaxItems(), current.getMaxItems());
        notLess(path, "maxProperties", released.getMaxProperties(), current.getMaxProperties());
        notLess(path, "maximum", released.getMaximum(), current.getMaximum());
        notMore(path, "minLength", released.getMinLength(), current.getMinLength());
        notMore(path, "minItems", released.getMinItems(), current.getMinItems());
        notMore(path, "minimum", released.getMinimum(), current.getMinimum());
        noFewer(path, values(released.getEnum()), values(current.getEnum()));
        noMore(path, "requires", released.getRequired(), current.getRequired());
        noMore(path, "has the new rule", rules(released), rules(current));
        parts(path, released, current);
    }

    private void parts(String path, JSONSchemaProps released, JSONSchemaProps current) {
        if (released.getProperties() != null) {
            Map<String, JSONSchemaProps> now = Objects.requireNonNullElse(current.getProperties(), Map.of());
            released.getProperties().forEach((name, property) -> {
                if (now.containsKey(name)) {
                    compare(path + "." + name, property, now.get(name));
                } else {
                    add(path + "." + name, "is not there any more");
                }
            });
        }
        if (released.getItems() != null && current.getItems() != null) {
            compare(
                    path + "[]",
                    released.getItems().getSchema(),
                    current.getItems().getSchema());
        }
        if (released.getAdditionalProperties() != null && current.getAdditionalProperties() != null) {
            compare(
                    path + ".*",
                    released.getAdditionalProperties().getSchema(),
                    current.getAdditionalProperties().getSchema());
        }
    }

    private void same(String what, Object released, Object current) {
        if (!Objects.equals(released, current)) {
            breaks.add(what + " was " + released + " and is " + current);
        }
    }

    private void notLess(String path, String bound, Number released, Number current) {
        if (current != null && (released == null || current.doubleValue() < released.doubleValue())) {
            narrower(path, bound, released, current);
        }
    }

    private void notMore(String path, String bound, Number released, Number current) {
        if (current != null && (released == null || current.doubleValue() > released.doubleValue())) {
            narrower(path, bound, released, current);
        }
    }

    private void narrower(String path, String bound, Number released, Number current) {
        add(path, "has a narrower bound, " + bound + " was " + released + " and is " + current);
    }

    /** An enum that goes away allows everything. */
    private void noFewer(String path, Set<String> released, Set<String> current) {
        if (!current.isEmpty()) {
            Set<String> gone = new HashSet<>(released);
            gone.removeAll(current);
            gone.forEach(value -> add(path, "does not have the value " + value + " any more"));
            if (released.isEmpty()) {
                add(path, "allows certain values only");
            }
        }
    }

    private void noMore(String path, String what, List<String> released, List<String> current) {
        List<String> added = new ArrayList<>(Objects.requireNonNullElse(current, List.of()));
        added.removeAll(Objects.requireNonNullElse(released, List.of()));
        added.forEach(each -> add(path, what + " " + each));
    }

    private void add(String path, String what) {
        breaks.add(path + " " + what);
    }

    private static Set<String> values(List<?> values) {
        Set<String> texts = new HashSet<>();
        Objects.requireNonNullElse(values, List.of()).forEach(value -> texts.add(String.valueOf(value)));
        return texts;
    }

    private static List<String> rules(JSONSchemaProps schema) {
        return Objects.requireNonNullElse(schema.getXKubernetesValidations(), List.<ValidationRule>of()).stream()
                .map(ValidationRule::getRule)
                .toList();
    }
}
