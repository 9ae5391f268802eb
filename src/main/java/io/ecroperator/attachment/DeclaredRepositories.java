package io.ecroperator.attachment;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.cache.SharedCache;
import io.ecroperator.cache.SharedCache.NotKnownException;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The EcrRepositories, for the policies that concern them. Safe for use by many threads. */
public final class DeclaredRepositories {

    private final SharedCache<EcrRepository> cache =
            new SharedCache<>(EcrRepository.class, DeclaredRepositories::matters);
    private final AtomicReference<String> index = new AtomicReference<>();

    /**
     * What the controller of the EcrRepositories needs among its event sources to let others know them.
     *
     * @param byName the name of its index by the repository's name in ECR
     */
    public EventSource<Void, EcrRepository> source(EventSourceContext<EcrRepository> context, String byName) {
        index.set(byName);
        return cache.source(context);
    }

    /**
     * Knows these from now on, in the place of a controller's.
     *
     * @param byName the name of their index by the repository's name in ECR
     */
    public void fill(FixedObjects<EcrRepository> objects, String byName) {
        index.set(byName);
        cache.fill(objects);
    }

    /** Those of a namespace. Throws {@link NotKnownException}: one that is missing in half a cache may be declared all the same. */
    public List<EcrRepository> in(String namespace) {
        return cache.answer(objects -> objects.list(namespace).toList());
    }

    /**
     * Whether one, in any namespace that the operator sees, declares this name. Throws as {@link #in}.
     *
     * @param inRegistry whether an EcrRepository means the registry of the repository, or may mean it
     */
    public boolean isDeclared(String repositoryName, Predicate<EcrRepository> inRegistry) {
        return cache.answer(
                objects -> objects.byIndex(index.get(), repositoryName).stream().anyMatch(inRegistry));
    }

    /** Has the listener told of each that came, went, or got other labels, another spec or another status. */
    public void onChange(Consumer<EcrRepository> listener) {
        cache.onChange(listener);
    }

    /** Has the listener told when they are known. */
    public void onKnown(Runnable listener) {
        cache.onKnown(listener);
    }

    private static boolean matters(EcrRepository after, EcrRepository before) {
        return !Objects.equals(
                        after.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        after.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(after.getStatus(), before.getStatus());
    }
}
