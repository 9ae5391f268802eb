package io.ecroperator.access;

import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.api.v1alpha1.NamePattern;
import io.ecroperator.api.v1alpha1.RegistryAccess;
import io.ecroperator.api.v1alpha1.RegistryKind;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the {@code access} of an EcrRegistry grants. An entry grants what it says as a whole: its powers in its namespaces, on
 * its names, to its kinds.
 *
 * @param registry the name of the EcrRegistry
 * @param entries empty if the EcrRegistry says nothing of access: everything but powers is then everybody's
 * @param labels for entries that select namespaces by label, and only then asked
 */
public record RegistryGrants(String registry, Optional<List<RegistryAccess>> entries, NamespaceLabels labels)
        implements Access {

    /** So many names are told to whoever asks for another one. */
    private static final int NAMED = 5;

    /** Those of the EcrRegistry of that name; nobody has any where the spec is null because it cannot be read. */
    public static RegistryGrants of(String registry, EcrRegistrySpec spec, NamespaceLabels labels) {
        return new RegistryGrants(
                registry, spec == null ? Optional.of(List.of()) : Optional.ofNullable(spec.access()), labels);
    }

    /** Whether what is granted depends on labels of namespaces. */
    public boolean asksForLabels() {
        return entries.stream().flatMap(List::stream).anyMatch(RegistryGrants::selectsByLabel);
    }

    /** Waits for the labels of the namespace, where they matter: until they are known, nobody is refused or let in. */
    @Override
    public Optional<String> refusal(RegistryKind kind, String namespace) {
        if (asksForLabels()) {
            labels.around(namespace);
        }
        if (entries.isEmpty() || lettingIn(kind, namespace).findAny().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                of(namespace).findAny().isEmpty()
                        ? "EcrRegistry " + registry + " is not open to the namespace " + namespace
                                + ". Whoever runs it grants that with an entry in its spec.access that has this namespace."
                        : "EcrRegistry " + registry + " is open to the namespace " + namespace + ", but not to its "
                                + kind.label() + " objects. Whoever runs it grants that by adding " + kind.label()
                                + " to kinds of an entry in its spec.access that has this namespace.");
    }

    @Override
    public Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName) {
        return refusal(kind, namespace)
                .or(() -> mayHave(kind, namespace, repositoryName)
                        ? Optional.empty()
                        : Optional.of("EcrRegistry " + registry + " does not let the namespace " + namespace
                                + " have a repository of the name " + repositoryName + ". It may have "
                                + names(kind, namespace)
                                + ". Choose such a name, or have whoever runs the EcrRegistry add this"
                                + " one to repositoryNamePatterns in its spec.access."));
    }

    @Override
    public Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName, String arn) {
        return refusal(kind, namespace, repositoryName)
                .or(() -> mayName(kind, namespace, repositoryName, arn)
                        ? Optional.empty()
                        : Optional.of(
                                "EcrRegistry " + registry + " does not let the namespace " + namespace + " name " + arn
                                        + ". It may name " + arns(kind, namespace, repositoryName)
                                        + ". Name such a one, or have whoever runs the EcrRegistry add this one to arnPatterns in its"
                                        + " spec.access."));
    }

    @Override
    public Optional<String> missing(Power power, RegistryKind kind, String namespace) {
        return granting(power, kind, namespace).findAny().isPresent()
                ? Optional.empty()
                : Optional.of(toGrant(power, kind, namespace) + ".");
    }

    @Override
    public Optional<String> missing(Power power, RegistryKind kind, String namespace, String repositoryName) {
        return missing(power, kind, namespace)
                .or(() -> granting(power, kind, namespace).anyMatch(entry -> names(entry, namespace, repositoryName))
                        ? Optional.empty()
                        : Optional.of(toGrant(power, kind, namespace) + " and whose repositoryNamePatterns match "
                                + repositoryName + "."));
    }

    private String toGrant(Power power, RegistryKind kind, String namespace) {
        return "Whoever runs EcrRegistry " + registry + " grants that, by "
                + (entries.isEmpty()
                        ? "writing spec.access, in which everybody has to be who uses it, and adding "
                        : "adding ")
                + power.granted().label() + " to powers of an entry in its spec.access that has the namespace "
                + namespace
                + (isOfOtherKinds(power, kind, namespace) ? " and " + kind.label() + " among its kinds" : "");
    }

    /** Whether objects of other kinds have the power in the namespace. */
    private boolean isOfOtherKinds(Power power, RegistryKind kind, String namespace) {
        return granting(power, kind, namespace).findAny().isEmpty()
                && of(namespace).anyMatch(entry -> has(entry.powers(), power.granted()));
    }

    private Stream<RegistryAccess> granting(Power power, RegistryKind kind, String namespace) {
        return lettingIn(kind, namespace).filter(entry -> has(entry.powers(), power.granted()));
    }

    private boolean mayHave(RegistryKind kind, String namespace, String repositoryName) {
        return entries.isEmpty()
                || lettingIn(kind, namespace).anyMatch(entry -> names(entry, namespace, repositoryName));
    }

    private boolean mayName(RegistryKind kind, String namespace, String repositoryName, String arn) {
        return entries.isEmpty()
                || lettingIn(kind, namespace)
                        .filter(entry -> names(entry, namespace, repositoryName))
                        .anyMatch(entry -> entry.arnPatterns() == null
                                ? entry.repositoryNamePatterns() == null // names are a fence
                                : patterns(entry.arnPatterns(), namespace)
                                        .anyMatch(pattern -> new NamePattern(pattern).matches(arn)));
    }

    private Stream<RegistryAccess> lettingIn(RegistryKind kind, String namespace) {
        return of(namespace).filter(entry -> entry.kinds() == null ? kind.boundByNames() : has(entry.kinds(), kind));
    }

    private Stream<RegistryAccess> of(String namespace) {
        return entries.stream()
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .filter(entry -> selectsByLabel(entry) ? selects(entry, namespace) : lists(entry, namespace));
    }

    private static boolean selectsByLabel(RegistryAccess entry) {
        return entry != null && entry.namespaceSelector() != null;
    }

    private boolean selects(RegistryAccess entry, String namespace) {
        return entry.namespaces() == null
                && labels.of(namespace)
                        .filter(entry.namespaceSelector()::matches)
                        .isPresent();
    }

    private static boolean lists(RegistryAccess entry, String namespace) {
        return Stream.ofNullable(entry.namespaces())
                .flatMap(Collection::stream)
                .filter(Objects::nonNull)
                .anyMatch(granted -> new NamePattern(granted).matches(namespace));
    }

    private static boolean names(RegistryAccess entry, String namespace, String repositoryName) {
        return entry.repositoryNamePatterns() == null
                || patterns(entry.repositoryNamePatterns(), namespace)
                        .anyMatch(pattern -> new NamePattern(pattern).matches(repositoryName));
    }

    /** The name of a namespace has no wildcard, so that what it stands for is that very name. */
    private static Stream<String> patterns(List<String> patterns, String namespace) {
        return patterns.stream()
                .filter(Objects::nonNull)
                .map(pattern -> pattern.replace(RegistryAccess.NAMESPACE, namespace));
    }

    private String names(RegistryKind kind, String namespace) {
        return inWords(lettingIn(kind, namespace).map(RegistryAccess::repositoryNamePatterns), namespace);
    }

    private String arns(RegistryKind kind, String namespace, String repositoryName) {
        return inWords(
                lettingIn(kind, namespace)
                        .filter(entry -> names(entry, namespace, repositoryName))
                        .map(RegistryAccess::arnPatterns),
                namespace);
    }

    private static String inWords(Stream<List<String>> granted, String namespace) {
        List<String> names = granted.filter(Objects::nonNull)
                .flatMap(patterns -> patterns(patterns, namespace))
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return "none";
        }
        return "those that match "
                + names.stream().limit(NAMED).collect(Collectors.joining(" or "))
                + (names.size() > NAMED ? " or one of " + (names.size() - NAMED) + " more patterns" : "");
    }

    /** A list in an object that was stored under another schema may hold null, which no immutable list may be asked for. */
    private static <T> boolean has(List<T> list, T wanted) {
        return list != null && list.stream().anyMatch(wanted::equals);
    }
}
