package io.ecroperator.lifecycle;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The EcrRepositories as their own controller has them in memory, for the policies that concern them: one watch and one
 * cache serve both kinds. Safe for use by many threads.
 */
public final class DeclaredRepositories {

    private record Known(IndexedResourceCache<EcrRepository> cache, String index) {}

    private final AtomicReference<Known> known = new AtomicReference<>();
    private final List<Consumer<EcrRepository>> onChange = new CopyOnWriteArrayList<>();
    private final List<Runnable> onKnown = new CopyOnWriteArrayList<>();

    /**
     * What the controller of the EcrRepositories needs among its event sources to let others know them.
     *
     * @param index the name of its index by the repository's name in ECR
     */
    public EventSource<Void, EcrRepository> source(EventSourceContext<EcrRepository> context, String index) {
        return new Source(new Known(context.getPrimaryCache(), index));
    }

    /** Whether they are known. Before their cache is filled, one that is missing there may be declared all the same. */
    boolean known() {
        return known.get() != null;
    }

    /** Those of a namespace. Throws IllegalStateException while they are not known. */
    List<EcrRepository> in(String namespace) {
        return now().cache().list(namespace).toList();
    }

    /** Whether one, in any namespace that the operator sees, declares this name. Throws as {@link #in}. */
    boolean isDeclared(String repositoryName) {
        return !now().cache().byIndex(now().index(), repositoryName).isEmpty();
    }

    /** Has the listener told of each that came, went, or changed in a way that can matter to a policy. */
    void onChange(Consumer<EcrRepository> listener) {
        onChange.add(listener);
    }

    /** Has the listener told when they are known. */
    void onKnown(Runnable listener) {
        onKnown.add(listener);
    }

    private Known now() {
        return Optional.ofNullable(known.get())
                .orElseThrow(() -> new IllegalStateException("It is not known which repositories are declared"));
    }

    private void changed(EcrRepository repository) {
        onChange.forEach(listener -> listener.accept(repository));
    }

    private static boolean matters(EcrRepository after, EcrRepository before) {
        return !Objects.equals(
                        after.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        after.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(after.getStatus(), before.getStatus());
    }

    /** Hears all that the controller's informer hears. The SDK starts it when the informer's cache is filled. */
    private final class Source extends AbstractEventSource<Void, EcrRepository>
            implements ResourceEventAware<EcrRepository> {

        private final Known filled;

        Source(Known filled) {
            super(Void.class, "declared-repositories");
            this.filled = filled;
        }

        @Override
        public void start() {
            super.start();
            known.set(filled);
            onKnown.forEach(Runnable::run);
        }

        @Override
        public void stop() {
            known.set(null);
            super.stop();
        }

        @Override
        public Set<Void> getSecondaryResources(EcrRepository primary) {
            return Set.of();
        }

        @Override
        public void onResourceCreated(EcrRepository repository) {
            changed(repository);
        }

        @Override
        public void onResourceUpdated(EcrRepository after, EcrRepository before) {
            if (matters(after, before)) {
                changed(after);
            }
        }

        @Override
        public void onResourceDeleted(EcrRepository repository) {
            changed(repository);
        }
    }
}
