package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.LifecycleAware;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.timer.TimerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The SDK's operator with two pools of threads. A reconcile that waits for AWS keeps its thread for as long as a call may
 * take, and in the one pool of the SDK a few of them would keep everybody else waiting. The SDK runs a controller on the
 * threads of the configuration service that is in the controller's configuration, so each pool is such a service; all else in
 * them is the same. A pool makes threads when there is work, and none if no kind uses it; in each, namespaces take turns
 * ({@link FairThreads}).
 */
public final class PooledOperator {

    /** Whose trouble a kind's reconciles may wait for. */
    public enum Pool {
        /** Reconciles call AWS. */
        AWS,
        /** Reconciles call the API server and nothing else. */
        API_SERVER
    }

    private final Operator operator;
    private final ConfigurationService ofAws;
    private final ConfigurationService ofApiServer;

    /**
     * An operator without kinds.
     *
     * @param settings of both pools, but for the number of threads
     * @param threads for reconciles that call AWS; the others have half as many of their own, at least one
     */
    public PooledOperator(Consumer<ConfigurationServiceOverrider> settings, int threads) {
        operator = new Operator(settings.andThen(with(threads)));
        ofAws = operator.getConfigurationService();
        ofApiServer = ConfigurationService.newOverriddenConfigurationService(settings.andThen(with((threads + 1) / 2)));
    }

    private static Consumer<ConfigurationServiceOverrider> with(int threads) {
        return overrider ->
                overrider.withConcurrentReconciliationThreads(threads).withExecutorService(new FairThreads(threads));
    }

    /** Adds a kind; before the start. */
    public <R extends HasMetadata> void register(
            Reconciler<R> reconciler, Pool pool, Consumer<ControllerConfigurationOverrider<R>> settings) {
        ConfigurationService service =
                switch (pool) {
                    case AWS -> ofAws;
                    case API_SERVER -> ofApiServer;
                };
        ControllerConfigurationOverrider<R> overrider =
                ControllerConfigurationOverrider.override(service.getConfigurationFor(reconciler));
        settings.accept(overrider);
        Class<R> kind = operator.register(reconciler, overrider.build())
                .getConfiguration()
                .getResourceClass();
        // Otherwise every object of a watch is read twice: as one of an unknown kind first.
        client().getKubernetesSerialization().registerKubernetesResource(kind);
    }

    private KubernetesClient client() {
        return operator.getKubernetesClient();
    }

    /**
     * Starts all kinds; returns when their caches are filled.
     *
     * @throws OperatorException if it did not work; {@link #discard} before the next try
     */
    public void start() {
        ofApiServer.getExecutorServiceManager().start(ofApiServer);
        operator.start();
    }

    /** Stops all kinds; returns when reconciles in flight are done, in both pools, or after the configured time. */
    public void stop() {
        long began = System.nanoTime();
        try {
            operator.stop();
        } finally {
            Duration used = Duration.ofNanos(System.nanoTime() - began);
            Duration left = ofApiServer.reconciliationTerminationTimeout().minus(used);
            ofApiServer.getExecutorServiceManager().stop(left.isNegative() ? Duration.ZERO : left);
        }
    }

    /** Whether all caches are up to date. */
    boolean healthy() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** All custom resources of all kinds, as the caches have them. */
    Stream<CustomResource<?, ?>> objects() {
        return operator.getRegisteredControllers().stream()
                .filter(Controller.class::isInstance)
                .flatMap(kind -> ((Controller<?>) kind)
                        .getEventSourceManager()
                        .getControllerEventSource()
                        .list(object -> object instanceof CustomResource))
                .map(object -> (CustomResource<?, ?>) object);
    }

    /**
     * The controllers whose timer has ended by what a task of it threw. The SDK has a {@link java.util.Timer} for each, and
     * later tries and looks get lost with it, without a word.
     */
    List<String> deadTimers() {
        return operator.getRegisteredControllers().stream()
                .filter(Controller.class::isInstance)
                .filter(each -> ((Controller<?>) each)
                        .getEventSourceManager().allEventSources().stream().anyMatch(PooledOperator::isDead))
                .map(each -> each.getConfiguration().getName())
                .sorted()
                .toList();
    }

    /** A timer takes nothing new once its thread has ended. */
    private static boolean isDead(EventSource<?, ?> source) {
        if (!(source instanceof TimerEventSource<?> timer) || !timer.isRunning()) {
            return false;
        }
        ResourceID nobody = new ResourceID("liveness");
        try {
            timer.scheduleOnce(nobody, Duration.ofMinutes(1).toMillis());
            return false;
        } catch (IllegalStateException ended) {
            return timer.isRunning();
        } finally {
            timer.cancelOnceSchedule(nobody);
        }
    }

    /** Ends what a failed start leaves running; the SDK ends the threads only, and the informers would pile up. */
    void discard() {
        Thread.interrupted(); // a stop that interrupted the start waits for this
        renewThreads(ofAws);
        renewThreads(ofApiServer);
        operator.getRegisteredControllers().forEach(controller -> {
            if (controller instanceof LifecycleAware started) {
                started.stop();
            }
        });
        operator.stop();
        ofApiServer.getExecutorServiceManager().stop(Duration.ZERO);
    }

    /** The SDK's own stop, when interrupted, leaves ended threads that it takes for running. */
    private static void renewThreads(ConfigurationService service) {
        ExecutorServiceManager threads = service.getExecutorServiceManager();
        threads.stop(Duration.ZERO);
        threads.start(service);
    }
}
