package io.ecroperator.attachment;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.listeners.Listeners;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The EcrRepositories as their own controller has them in memory, for the policies that concern them: one watch and one
 * cache serve both kinds. Safe for use by many threads.
 */
public final class DeclaredRepositories {

    /** Said while it is not known what is declared: before the cache is filled, and once the controller stops. */
    public static final class NotKnownException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotKnownException() {
            super("It is not known which repositories are declared");
        }
    }

    private record Known(ManagedInformerEventSource<EcrRepository, ?, ?> informers, String index) {

        /** The SDK clears the cache of informers after they stop running, and counts one as started that never got its list. */
        boolean whole() {
            return informers.isRunning()
                    && informers.informerHealthIndicators().values().stream()
                            .allMatch(InformerHealthIndicator::hasSynced);
        }
    }

    private final AtomicReference<Known> known = new AtomicReference<>();
    private final Listeners<EcrRepository> onChange = new Listeners<>("EcrRepositories");
    private final List<Runnable> onKnown = new CopyOnWriteArrayList<>();

    /**
     * What the controller of the EcrRepositories needs among its event sources to let others know them.
     *
     * @param index the name of its index by the repository's name in ECR
     * @throws IllegalStateException if the controller's cache is not that of informers
     */
    public EventSource<Void, EcrRepository> source(EventSourceContext<EcrRepository> context, String index) {
        if (context.getPrimaryCache() instanceof ManagedInformerEventSource<EcrRepository, ?, ?> informers) {
            return new Source(new Known(informers, index));
        }
        throw new IllegalStateException("The controller's cache does not tell whether it is filled");
    }

    /** Those of a namespace. Throws {@link NotKnownException}: one that is missing in half a cache may be declared all the same. */
    public List<EcrRepository> in(String namespace) {
        return answer(asked -> asked.informers().list(namespace).toList());
    }

    /**
     * Whether one, in any namespace that the operator sees, declares this name. Throws as {@link #in}.
     *
     * @param inRegistry whether an EcrRepository means the registry of the repository, or may mean it
     */
    public boolean isDeclared(String repositoryName, Predicate<EcrRepository> inRegistry) {
        return answer(asked -> asked.informers().byIndex(asked.index(), repositoryName).stream()
                .anyMatch(inRegistry));
    }

    /** Has the listener told of each that came, went, or got other labels, another spec or another status. */
    public void onChange(Consumer<EcrRepository> listener) {
        onChange.add(listener);
    }

    /** Has the listener told when they are known. */
    public void onKnown(Runnable listener) {
        onKnown.add(listener);
    }

    /** What the cache says, if it was still whole when that had been read. */
    private <T> T answer(Function<Known, T> question) {
        Known asked = known.get();
        if (asked == null) {
            throw new NotKnownException();
        }
        T answer = question.apply(asked);
        if (!asked.whole()) {
            throw new NotKnownException();
        }
        return answer;
    }

    private void changed(EcrRepository repository) {
        onChange.tell(repository);
    }

    private static boolean matters(EcrRepository after, EcrRepository before) {
        return !Objects.equals(
                        after.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        after.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || !Objects.equals(after.getStatus(), before.getStatus());
    }

    /** Hears all that the controller's informers hear. The SDK starts it after them. */
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
