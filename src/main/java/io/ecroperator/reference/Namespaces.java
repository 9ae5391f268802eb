package io.ecroperator.reference;

import io.ecroperator.access.NamespaceLabels;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.cache.SharedCache;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The labels of the cluster's namespaces. Safe for use by many threads. */
public final class Namespaces implements NamespaceLabels {

    private final SharedCache<Namespace> cache =
            new SharedCache<>(Namespace.class, (after, before) -> !Objects.equals(labels(after), labels(before)));

    Namespaces() {}

    /** What the controller of the namespaces needs among its event sources to let others know them. */
    public EventSource<Void, Namespace> source(EventSourceContext<Namespace> context) {
        return cache.source(context);
    }

    void fill(FixedObjects<Namespace> namespaces) {
        cache.fill(namespaces);
    }

    @Override
    public Optional<Map<String, String>> of(String namespace) {
        return cache.answer(
                namespaces -> namespaces.get(new ResourceID(namespace)).map(Namespaces::labels));
    }

    @Override
    public Map<String, String> around(String namespace) {
        return cache.answerOf(
                namespaces -> namespaces.get(new ResourceID(namespace)).map(Namespaces::labels));
    }

    /** Has the listener told of the name of each that came, went, or got other labels. */
    void onChange(Consumer<String> listener) {
        cache.onChange(namespace -> listener.accept(namespace.getMetadata().getName()));
    }

    /** Has the listener told when they are known. */
    void onKnown(Runnable listener) {
        cache.onKnown(listener);
    }

    private static Map<String, String> labels(Namespace namespace) {
        return Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
    }
}
