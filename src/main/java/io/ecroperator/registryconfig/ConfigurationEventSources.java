package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.cache.SharedCache;
import io.ecroperator.reference.Registries;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What makes an EcrRegistryConfiguration be looked at beside itself: the others of its registry, and the EcrRegistries. */
final class ConfigurationEventSources {

    private final Registries registries;
    private final SharedCache<EcrRegistryConfiguration> whole =
            new SharedCache<>(EcrRegistryConfiguration.class, (after, before) -> false);
    private IndexedResourceCache<EcrRegistryConfiguration> objects;
    private final SimpleInboundEventSource<EcrRegistryConfiguration> others = new SimpleInboundEventSource<>("others");
    private final SimpleInboundEventSource<EcrRegistryConfiguration> references =
            new SimpleInboundEventSource<>("references");

    ConfigurationEventSources(Registries registries) {
        this.registries = registries;
        whole.onGone(this::wakeOthersOf); // only now may they take it that it says nothing
    }

    /** The sources beside the object itself. */
    List<EventSource<?, EcrRegistryConfiguration>> of(EventSourceContext<EcrRegistryConfiguration> context) {
        objects = context.getPrimaryCache();
        registries.onReferenceChange(which ->
                wake(references, object -> which.concerns(object.getMetadata().getNamespace(), object.registryRef())));
        return List.of(others, references, whole.source(context));
    }

    /**
     * All objects that the operator sees.
     *
     * @throws SharedCache.NotKnownException unless every namespace has been listed: to an Exclusive registry, what an object says
     *     that is not seen is nobody's
     */
    List<EcrRegistryConfiguration> all() {
        return whole.answer(cache -> cache.list(each -> true).toList());
    }

    /** Lets these be looked at again, by {@code namespace/name}. */
    void wake(Set<String> names) {
        wake(others, object -> names.contains(name(object)));
    }

    /** Lets all but this one be looked at again. */
    void wakeOthersOf(EcrRegistryConfiguration object) {
        wake(others, each -> !name(each).equals(name(object)));
    }

    /** {@code namespace/name}. */
    static String name(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    /**
     * Whether a new status in the place of one that may be null tells the others something: that the object says, does or owns
     * something else. What its calls to AWS have come to does not: others that fail too would be woken before their time.
     */
    static boolean concernsOthers(
            EcrRegistryConfigurationStatus before, ConfigurationOutcome outcome, EcrRegistryConfigurationStatus after) {
        return before == null
                || !Objects.equals(before.observedGeneration(), after.observedGeneration())
                || !Objects.equals(before.registry(), after.registry())
                || !Objects.equals(before.ownedEntries(), after.ownedEntries())
                || (outcome.retry().isEmpty() && !Conditions.agree(before.conditions(), after.conditions()));
    }

    private void wake(
            SimpleInboundEventSource<EcrRegistryConfiguration> source, Predicate<EcrRegistryConfiguration> which) {
        if (source.isRunning()) { // else all of them are looked at once it is
            objects.list(which).map(ResourceID::fromResource).forEach(source::propagateEvent);
        }
    }

    /**
     * Whether an update of the object matters: an edit of the spec or of an annotation, or the beginning of its deletion. Our own
     * status writes change none of these.
     */
    static boolean matters(EcrRegistryConfiguration after, EcrRegistryConfiguration before) {
        return !Objects.equals(
                        after.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(
                        after.getMetadata().getAnnotations(),
                        before.getMetadata().getAnnotations())
                || !Objects.equals(
                        after.getMetadata().getFinalizers(),
                        before.getMetadata().getFinalizers())
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
    }
}
