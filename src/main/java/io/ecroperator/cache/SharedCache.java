package io.ecroperator.cache;

import io.ecroperator.listeners.Listeners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The objects of a kind as its own controller has them in memory. Safe for use by many threads.
 *
 * @param <R> the kind
 */
public final class SharedCache<R extends HasMetadata> {

    /** Said while it is not known which objects there are: before the cache is filled, and once the controller stops. */
    public static final class NotKnownException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotKnownException() {
            super("It is not known which objects there are");
        }
    }

    /** The objects, and whether those are all of them now. */
    private record Known<R extends HasMetadata>(IndexerResourceCache<R> objects, BooleanSupplier whole) {

        /** The SDK clears the cache of informers after they stop running, and counts one as started that never got its list. */
        static <R extends HasMetadata> Known<R> of(ManagedInformerEventSource<R, ?, ?> informers) {
            return new Known<>(
                    informers,
                    () -> informers.isRunning()
                            && informers.informerHealthIndicators().values().stream()
                                    .allMatch(InformerHealthIndicator::hasSynced));
        }
    }

    private final Class<R> kind;
    private final BiPredicate<R, R> matters;
    private final AtomicReference<Known<R>> known = new AtomicReference<>();
    private final Listeners<R> onChange;
    private final Listeners<R> onGone;
    private final Listeners<Class<R>> onKnown;

    /**
     * Knows nothing yet.
     *
     * @param matters whether listeners are to hear of an update, from how the object is after it and was before
     */
    public SharedCache(Class<R> kind, BiPredicate<R, R> matters) {
        this.kind = kind;
        this.matters = matters;
        this.onChange = new Listeners<>(kind.getSimpleName() + " objects");
        this.onKnown = new Listeners<>("which " + kind.getSimpleName() + " objects there are");
        this.onGone = new Listeners<>(kind.getSimpleName() + " objects that are gone");
    }

    /**
     * What the controller of the kind needs among its event sources to let others know its objects.
     *
     * @throws IllegalStateException if the controller's cache is not that of informers
     */
    public EventSource<Void, R> source(EventSourceContext<R> context) {
        if (context.getPrimaryCache() instanceof ManagedInformerEventSource<R, ?, ?> informers) {
            return new Source(Known.of(informers));
        }
        throw new IllegalStateException("The controller's cache does not tell whether it is filled");
    }

    /** Knows these objects from now on, in the place of a controller's. */
    public void fill(FixedObjects<R> objects) {
        known.set(new Known<>(objects, () -> true));
    }

    /**
     * What the cache says, if it was still whole when that had been read. Throws {@link NotKnownException}: an object that is
     * missing in half a cache may be there all the same.
     */
    public <T> T answer(Function<IndexerResourceCache<R>, T> question) {
        Known<R> asked = known.get();
        if (asked == null) {
            throw new NotKnownException();
        }
        T answer = question.apply(asked.objects());
        if (!asked.whole().getAsBoolean()) {
            throw new NotKnownException();
        }
        return answer;
    }

    /** The same about what has to be there, so that it is not known yet if it is missing. */
    public <T> T answerOf(Function<IndexerResourceCache<R>, Optional<T>> question) {
        return answer(question).orElseThrow(NotKnownException::new);
    }

    /** Has the listener told of each that came, went, or was updated in a way that matters. */
    public void onChange(Consumer<R> listener) {
        onChange.add(listener);
    }

    /** Has the listener told of each that is gone. */
    public void onGone(Consumer<R> listener) {
        onGone.add(listener);
    }

    /** Has the listener told when they are known. */
    public void onKnown(Runnable listener) {
        onKnown.add(any -> listener.run());
    }

    /** Hears all that the controller's informers hear. The SDK starts it after them. */
    private final class Source extends AbstractEventSource<Void, R> implements ResourceEventAware<R> {

        private final Known<R> filled;

        Source(Known<R> filled) {
            super(Void.class, "shared-" + kind.getSimpleName());
            this.filled = filled;
        }

        @Override
        public void start() {
            super.start();
            known.set(filled);
            onKnown.tell(kind);
        }

        @Override
        public void stop() {
            known.set(null);
            super.stop();
        }

        @Override
        public Set<Void> getSecondaryResources(R primary) {
            return Set.of();
        }

        @Override
        public void onResourceCreated(R object) {
            onChange.tell(object);
        }

        @Override
        public void onResourceUpdated(R after, R before) {
            if (matters.test(after, before)) {
                onChange.tell(after);
            }
        }

        @Override
        public void onResourceDeleted(R object) {
            onGone.tell(object);
            onChange.tell(object);
        }
    }
}
