package io.ecroperator.access;

import io.ecroperator.api.v1alpha1.NamePattern;
import io.ecroperator.api.v1alpha1.RegistryKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which namespaces have which powers in the operator's own registry, which every namespace may use. What is not listed is not
 * granted.
 *
 * @param namespaces names of namespaces, in which {@code *} stands for any characters or none
 */
public record Powers(Map<Power, List<String>> namespaces) implements Access {

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

    @Override
    public Optional<String> refusal(RegistryKind kind, String namespace) {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName) {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName, String arn) {
        return Optional.empty();
    }

    @Override
    public Optional<String> missing(Power power, RegistryKind kind, String namespace, String repositoryName) {
        return missing(power, kind, namespace);
    }

    @Override
    public Optional<String> missing(Power power, RegistryKind kind, String namespace) {
        return grants(power, namespace)
                ? Optional.empty()
                : Optional.of("Whoever runs the operator grants that, by adding " + namespace + " to "
                        + power.variable() + ".");
    }
}
