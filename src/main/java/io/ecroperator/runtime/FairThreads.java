package io.ecroperator.runtime;

import io.ecroperator.turns.Turns;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/**
 * Threads for reconciles, on which namespaces take turns: one with thousands of objects to reconcile delays an edit in another by
 * one turn of each, and not by its thousands. Within a namespace the first to come is the first to go.
 *
 * <p>The SDK hands over tasks that do not tell what they are about, and says that in the logging context instead ({@code
 * resource.namespace}). Where it does not, as for all objects that wait for the start, tasks have turns as one namespace.
 */
final class FairThreads extends AbstractExecutorService {

    private static final String NAMESPACE = "resource.namespace";

    private final ExecutorService threads;

    private final Turns<Runnable> waiting = Turns.unbounded();

    /** Makes threads when there is work, so many at most. */
    FairThreads(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
    }

    @Override
    public void execute(Runnable task) {
        String namespace = Optional.ofNullable(MDC.get(NAMESPACE)).orElse("");
        synchronized (waiting) { // the task does not wait before it is known not to be refused
            threads.execute(() -> next().run());
            waiting.add(namespace, task);
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            return waiting.next();
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
