package io.ecroperator.reference;

import io.ecroperator.access.RegistryGrants;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.cache.SharedCache;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The EcrRegistries of the cluster, if the operator serves them. Safe for use by many threads. */
public final class EcrRegistries {

    private final boolean served;
    private final Namespaces namespaces = new Namespaces();
    private final SharedCache<EcrRegistry> cache = new SharedCache<>(EcrRegistry.class, EcrRegistries::matters);

    private EcrRegistries(boolean served) {
        this.served = served;
    }

    /** Those that a controller will tell of, by {@link #source}. */
    public static EcrRegistries served() {
        return new EcrRegistries(true);
    }

    /** Those, with the labels of these namespaces, for good. */
    public static EcrRegistries of(FixedObjects<EcrRegistry> registries, FixedObjects<Namespace> namespaces) {
        EcrRegistries fixed = new EcrRegistries(true);
        fixed.cache.fill(registries);
        fixed.namespaces.fill(namespaces);
        return fixed;
    }

    /** None, since the operator has no right to read them. */
    public static EcrRegistries notServed() {
        return new EcrRegistries(false);
    }

    /** Whether the operator serves them. */
    public boolean areServed() {
        return served;
    }

    /** What the controller of the EcrRegistries needs among its event sources to let others know them. */
    public EventSource<Void, EcrRegistry> source(EventSourceContext<EcrRegistry> context) {
        return cache.source(context);
    }

    /**
     * The one that a reference means: without a reference, the one called {@code default}. Empty if there is none.
     *
     * @param reference may be null
     * @throws SharedCache.NotKnownException as long as the cache is not filled
     */
    Optional<EcrRegistry> meantBy(RegistryRef reference) {
        return served
                ? cache.answer(registries -> registries.get(new ResourceID(RegistryRef.nameIn(reference))))
                : Optional.empty();
    }

    /** The namespaces whose labels the EcrRegistries may ask for. */
    public Namespaces namespaces() {
        return namespaces;
    }

    /** What one of them grants. */
    RegistryGrants access(EcrRegistry registry) {
        return RegistryGrants.of(registry.getMetadata().getName(), registry.getSpec(), namespaces);
    }

    /**
     * Has the listener told when what references lead to may have changed, with which references that are; also when the
     * EcrRegistries come to be known, and where they let in namespaces by label, when labels change.
     */
    void onChange(Consumer<ReferenceChange> listener) {
        cache.onChange(registry -> {
            String name = registry.getMetadata().getName();
            listener.accept((any, reference) -> RegistryRef.nameIn(reference).equals(name));
        });
        cache.onKnown(() -> listener.accept((any, reference) -> true));
        namespaces.onChange(name -> {
            Set<String> byLabel = byLabel();
            if (!byLabel.isEmpty()) {
                listener.accept((namespace, reference) ->
                        name.equals(namespace) && byLabel.contains(RegistryRef.nameIn(reference)));
            }
        });
        namespaces.onKnown(() -> {
            Set<String> byLabel = byLabel();
            listener.accept((any, reference) -> byLabel.contains(RegistryRef.nameIn(reference)));
        });
    }

    /** The names of those that let in namespaces by label; none while they are not known, as listeners are told once they are. */
    private Set<String> byLabel() {
        try {
            return cache.answer(registries -> registries
                    .list(registry -> access(registry).asksForLabels())
                    .map(registry -> registry.getMetadata().getName())
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (SharedCache.NotKnownException notYet) {
            return Set.of();
        }
    }

    /** Has the listener told of the name of each that is gone. */
    void onGone(Consumer<String> listener) {
        cache.onGone(registry -> listener.accept(registry.getMetadata().getName()));
    }

    private static boolean matters(EcrRegistry after, EcrRegistry before) {
        return !Objects.equals(
                after.getMetadata().getGeneration(), before.getMetadata().getGeneration());
    }
}
