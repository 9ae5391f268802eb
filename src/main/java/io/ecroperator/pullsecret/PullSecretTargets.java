package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.listeners.Listeners;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How every ClusterEcrPullSecret stands in every namespace, as of the last look there; in memory only. */
final class PullSecretTargets {

    /** By namespace, then by the name of the object. A namespace that nobody has looked at is not in it. */
    private final Map<String, Map<String, EcrPullSecretStatus>> statuses = new ConcurrentHashMap<>();

    private final AtomicReference<Supplier<Stream<Namespace>>> namespaces = new AtomicReference<>(Stream::of);
    private final Listeners<String> listeners = new Listeners<>("ClusterEcrPullSecrets in namespaces");

    /** Where the namespaces come from that are there now. */
    void namespaces(Supplier<Stream<Namespace>> present) {
        namespaces.set(present);
    }

    /** Tells the listener the name of every object that stands otherwise somewhere. */
    void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The names of the namespaces that the object selects, in order; empty before anybody has looked at any. */
    Optional<List<String>> selectedBy(ClusterEcrPullSecret object) {
        return statuses.isEmpty()
                ? Optional.empty()
                : Optional.of(namespaces
                        .get()
                        .get()
                        .map(Namespace::getMetadata)
                        .filter(metadata -> object.getSpec() != null
                                && object.getSpec().selects(metadata.getName(), metadata.getLabels()))
                        .map(ObjectMeta::getName)
                        .sorted()
                        .toList());
    }

    /** How the object stands in the namespace; empty if nobody has looked, or it is not selected. */
    Optional<EcrPullSecretStatus> get(String object, String namespace) {
        return Optional.ofNullable(statuses.getOrDefault(namespace, Map.of()).get(object));
    }

    /**
     * Forgets a namespace that has ended, or begun to.
     *
     * @param objects the names of all objects: each may have waited for it
     */
    void ended(String namespace, Set<String> objects) {
        statuses.remove(namespace);
        objects.forEach(listeners::tell);
    }

    /**
     * Replaces what is known of a namespace.
     *
     * @param found by the name of the object
     * @param objects the names of all objects: the first look at any namespace is news to each
     */
    void looked(String namespace, Map<String, EcrPullSecretStatus> found, Set<String> objects) {
        boolean first = statuses.isEmpty();
        Map<String, EcrPullSecretStatus> before = statuses.put(namespace, Map.copyOf(found));
        Map<String, EcrPullSecretStatus> known = before == null ? Map.of() : before;
        Stream.of(found.keySet(), known.keySet(), first ? objects : Set.<String>of())
                .flatMap(Set::stream)
                .distinct()
                .filter(object ->
                        first || !Optional.ofNullable(found.get(object)).equals(Optional.ofNullable(known.get(object))))
                .forEach(listeners::tell);
    }
}
