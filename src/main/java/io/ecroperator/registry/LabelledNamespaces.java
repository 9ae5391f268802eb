package io.ecroperator.registry;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Keeps the labels of namespaces in memory, and drops their annotations, spec and status, which may be far larger. */
final class LabelledNamespaces implements ItemStore<Namespace> {

    private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();

    @Override
    public String getKey(Namespace namespace) {
        return namespace.getMetadata().getName();
    }

    @Override
    public Namespace put(String key, Namespace namespace) {
        ObjectMeta metadata = namespace.getMetadata();
        return namespaces.put(
                key,
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(metadata.getName())
                        .withUid(metadata.getUid())
                        .withResourceVersion(metadata.getResourceVersion())
                        .withLabels(metadata.getLabels())
                        .endMetadata()
                        .build());
    }

    @Override
    public Namespace remove(String key) {
        return namespaces.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return namespaces.keySet().stream();
    }

    @Override
    public Stream<Namespace> values() {
        return namespaces.values().stream();
    }

    @Override
    public int size() {
        return namespaces.size();
    }

    @Override
    public Namespace get(String key) {
        return namespaces.get(key);
    }
}
