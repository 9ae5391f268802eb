package io.ecroperator.access;

import io.ecroperator.api.v1alpha1.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which namespaces have which powers. What is not listed is not granted.
 *
 * @param namespaces names of namespaces, in which {@code *} stands for any characters or none
 */
public record Powers(Map<Power, List<String>> namespaces) {

    /** Nobody has any. */
    public static final Powers NONE = new Powers(Map.of());

    /** Copies the map; a power that is not in it is nobody's. */
    public Powers {
        namespaces = Map.copyOf(namespaces);
    }

    /** Whether the namespace has the power. */
    public boolean grants(Power power, String namespace) {
        return namespaces.getOrDefault(power, List.of()).stream()
                .anyMatch(granted -> new NamePattern(granted).matches(namespace));
    }

    /** The sentence that says who can grant the power to the namespace, and how; empty if it has it. */
    public Optional<String> missing(Power power, String namespace) {
        return grants(power, namespace)
                ? Optional.empty()
                : Optional.of("Whoever runs the operator grants that, by adding " + namespace + " to "
                        + power.variable() + ".");
    }
}
