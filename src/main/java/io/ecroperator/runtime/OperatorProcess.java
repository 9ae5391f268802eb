package io.ecroperator.runtime;

import io.ecroperator.heartbeat.Heartbeat;
import io.ecroperator.heartbeat.Heartbeats;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's life: starts all registered kinds as soon as the API server answers, and stops them with their work in
 * flight done. AWS plays no part in either.
 */
public final class OperatorProcess {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final Duration LONGEST_START_DELAY = Duration.ofSeconds(15);

    /** Longest wait of a stop for a start that it interrupts. */
    private static final Duration START_ENDS_WITHIN = Duration.ofSeconds(5);

    /** Objects in one answer of the API server; bounds what a list needs in memory and in time. */
    private static final long OBJECTS_PER_PAGE = 500;

    /** Informers try again by themselves, so the start waits for them as long as it takes. Work on half a cache is wrong. */
    private static final Duration UNTIL_SYNCED = Duration.ofDays(365);

    private final OperatorConfig config;
    private final KubernetesClient client;
    private final List<ControllerRegistration> registrations;
    private final Metrics metrics;
    private final RandomGenerator random;
    private final Runnable beforeKinds;
    private final Optional<LeaderLease> lease;
    private final Heartbeat starts;
    private final InformerHealth informers = new InformerHealth();

    /** Set when it has started. Before, all that asks the SDK's operator waits for its caches, and a probe must not. */
    private final AtomicReference<PooledOperator> operator = new AtomicReference<>();

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread starter =
            Thread.ofPlatform().daemon().name("operator-start").unstarted(this::startUntilItWorks);

    /**
     * An operator of these kinds; nothing happens before {@link #start()}.
     *
     * @param identity the name of this replica in the lease
     * @param onLeadershipLost ends the process at once: another replica begins seconds later
     * @param beforeKinds what has to be done before any kind starts; tried again when it throws
     * @param heartbeats count what a start met of defects
     * @throws IllegalArgumentException if replicas shall elect a leader and it is not known where its lease is
     */
    public OperatorProcess(
            OperatorConfig config,
            KubernetesClient client,
            List<ControllerRegistration> registrations,
            Metrics metrics,
            RandomGenerator random,
            String identity,
            Runnable onLeadershipLost,
            Runnable beforeKinds,
            Heartbeats heartbeats) {
        this.config = config;
        this.client = client;
        this.registrations = List.copyOf(registrations);
        this.metrics = metrics;
        this.random = random;
        this.beforeKinds = beforeKinds;
        this.starts = heartbeats.ofQueue("start", UNTIL_SYNCED);
        OperatorConfig.LeaderElection election = config.leaderElection();
        this.lease = election.enabled()
                ? Optional.of(new LeaderLease(
                        client,
                        OperatorConfigRules.leaseNamespace(
                                election, client.getConfiguration().getNamespace()),
                        election.leaseName(),
                        identity,
                        election.leaseDuration(),
                        onLeadershipLost))
                : Optional.empty();
    }

    /** Starts in the background: an API server that is away for a moment delays the start and does not end the process. */
    public void start() {
        starter.start();
    }

    /** Stops; returns when reconciles in flight are done, or after the configured time. Does nothing the second time. */
    public void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        informers.stopping();
        endStart();
        Optional.ofNullable(operator.get())
                .ifPresent(running -> lease.ifPresentOrElse(held -> held.releaseAfter(running::stop), running::stop));
    }

    private void endStart() {
        starter.interrupt();
        try {
            starter.join(START_ENDS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the informers run. */
    public InformerHealth informers() {
        return informers;
    }

    /** Whether all caches are filled and it is known which replica leads. */
    public boolean ready() {
        return started() && operator.get().healthy() && leaderKnown();
    }

    /** Whether all kinds were started, which they are once their caches were filled. */
    public boolean started() {
        PooledOperator running = operator.get();
        return running != null && !stopping.get();
    }

    /** Whether it is known which replica leads; true without leader election. */
    public boolean leaderKnown() {
        return lease.map(LeaderLease::known).orElse(true);
    }

    /** The kinds whose retries and later looks an Error has ended; they come back with a restart only. */
    List<String> deadTimers() {
        return started() ? operator.get().deadTimers() : List.of();
    }

    /** Whether this replica works: it leads, or there is no leader election. */
    public boolean leads() {
        return started() && lease.map(LeaderLease::held).orElse(true);
    }

    /** All objects as they stand, from memory; none unless this replica works. */
    Stream<CustomResource<?, ?>> objects() {
        return leads() ? operator.get().objects() : Stream.of();
    }

    /** Whatever a start meets, an Error too, another follows: a process that never starts would be live all the same. */
    private void startUntilItWorks() {
        RetrySchedule schedule = new RetrySchedule(FIRST_RETRY, LONGEST_START_DELAY, random);
        AtomicReference<PooledOperator> prepared = new AtomicReference<>();
        for (int attempt = 0; !stopping.get(); attempt++) {
            starts.run(() -> start(prepared));
            if (operator.get() != null) {
                return;
            }
            if (!stopping.get()) {
                pause(schedule.delay(attempt));
            }
        }
    }

    private void start(AtomicReference<PooledOperator> prepared) {
        try {
            beforeKinds.run();
            if (prepared.get() == null) {
                prepared.set(withKinds());
            }
            start(prepared.get());
        } catch (OperatorException e) {
            if (!stopping.get()) {
                LOG.warn("The operator cannot start yet and tries again", e);
            }
        }
    }

    private PooledOperator withKinds() {
        PooledOperator kinds = new PooledOperator(this::configure, config.reconcileThreads());
        registrations.forEach(registration -> registration.with(kinds, new Common()));
        return kinds;
    }

    private void start(PooledOperator starting) {
        boolean works = false;
        try {
            starting.start();
            operator.set(starting);
            works = true;
        } finally {
            if (!works) {
                starting.discard();
            }
        }
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void configure(ConfigurationServiceOverrider overrider) {
        overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withResourceCloner(new ObjectCloner(client.getKubernetesSerialization()))
                .withReconciliationTerminationTimeout(config.shutdownTimeout())
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(UNTIL_SYNCED)
                .withInformerStoppedHandler(informers)
                .withMetrics(metrics);
        lease.map(LeaderLease::configuration).ifPresent(overrider::withLeaderElectionConfiguration);
    }

    /** What every kind gets: retries without end, one field manager, the configured namespaces. */
    private final class Common implements ControllerRegistration.CommonSettings {

        @Override
        public <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> overrider) {
            overrider
                    .withRetry(new RetrySchedule(FIRST_RETRY, LONGEST_RETRY, random))
                    .withInformerListLimit(OBJECTS_PER_PAGE)
                    .withFieldManager("ecr-operator");
            config.namespaces()
                    .ifPresentOrElse(
                            namespaces -> overrider.settingNamespaces(Set.copyOf(namespaces)),
                            overrider::watchingAllNamespaces);
        }
    }
}
