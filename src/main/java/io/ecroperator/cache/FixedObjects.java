package io.ecroperator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Objects that never change, in the place of those that informers keep up to date. Safe for use by many threads.
 *
 * @param <R> the kind
 */
public final class FixedObjects<R extends HasMetadata> implements IndexerResourceCache<R> {

    private final Map<ResourceID, R> objects = new LinkedHashMap<>();
    private final Map<String, Function<R, List<String>>> indexers = new ConcurrentHashMap<>();
    private final Map<String, Map<String, List<R>>> indices = new ConcurrentHashMap<>();

    /** Those; of several with one name, the last. */
    public FixedObjects(Collection<R> all) {
        all.forEach(object -> objects.put(ResourceID.fromResource(object), object));
    }

    @Override
    public Optional<R> get(ResourceID id) {
        return Optional.ofNullable(objects.get(id));
    }

    @Override
    public Stream<ResourceID> keys() {
        return objects.keySet().stream();
    }

    @Override
    public Stream<R> list(Predicate<R> predicate) {
        return objects.values().stream().filter(predicate);
    }

    @Override
    public Stream<R> list(String namespace, Predicate<R> predicate) {
        return list(object -> namespace.equals(object.getMetadata().getNamespace()))
                .filter(predicate);
    }

    @Override
    public void addIndexers(Map<String, Function<R, List<String>>> more) {
        indexers.putAll(more);
    }

    @Override
    public List<R> byIndex(String index, String key) {
        return indices.computeIfAbsent(index, this::indexed).getOrDefault(key, List.of());
    }

    private Map<String, List<R>> indexed(String index) {
        Map<String, List<R>> byKey = new LinkedHashMap<>();
        for (R object : objects.values()) {
            for (String key : indexers.get(index).apply(object)) {
                byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(object);
            }
        }
        return byKey;
    }
}
