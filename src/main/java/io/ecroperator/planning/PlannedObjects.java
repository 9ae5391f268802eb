package io.ecroperator.planning;

import io.ecroperator.cache.FixedObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects of a cluster as they would be once the planned ones are applied: all that objects may refer to. Thread-safe. */
public final class PlannedObjects {

    private final List<HasMetadata> objects;
    private final boolean fromCluster;
    private final boolean wholeCluster;
    private final Map<Class<?>, FixedObjects<?>> caches = new ConcurrentHashMap<>();

    /**
     * Those objects and no others.
     *
     * @param objects with UIDs, generations and times of creation, as the API server gives them
     * @param fromCluster whether statuses are known, and so what belongs to an object by its status
     * @param wholeCluster whether the operator watches all namespaces
     */
    public PlannedObjects(Collection<? extends HasMetadata> objects, boolean fromCluster, boolean wholeCluster) {
        this.objects = List.copyOf(objects);
        this.fromCluster = fromCluster;
        this.wholeCluster = wholeCluster;
    }

    /** Whether statuses are known. If not, what only a status tells is not known either. */
    public boolean fromCluster() {
        return fromCluster;
    }

    /** Whether the operator watches all namespaces. If not, what objects of others say it cannot tell. */
    public boolean wholeCluster() {
        return wholeCluster;
    }

    /** The objects of one type; the same cache for all who ask. */
    @SuppressWarnings("unchecked") // of that type
    public <R extends HasMetadata> FixedObjects<R> of(Class<R> type) {
        return (FixedObjects<R>) caches.computeIfAbsent(
                type,
                any -> new FixedObjects<>(objects.stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList()));
    }
}
