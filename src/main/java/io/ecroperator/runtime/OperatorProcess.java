package io.ecroperator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
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

    private final OperatorConfig config;
    private final KubernetesClient client;
    private final List<ControllerRegistration> registrations;
    private final RandomGenerator random;
    private final Runnable exit;
    private final InformerHealth informers = new InformerHealth();
    private final AtomicReference<String> leader = new AtomicReference<>("");
    private final AtomicReference<Operator> running = new AtomicReference<>();
    private final Thread starter =
            Thread.ofPlatform().daemon().name("operator-start").unstarted(this::startUntilItWorks);

    /** An operator of these kinds; nothing happens before {@link #start()}. {@code exit} ends the process, in time. */
    public OperatorProcess(
            OperatorConfig config,
            KubernetesClient client,
            List<ControllerRegistration> registrations,
            RandomGenerator random,
            Runnable exit) {
        this.config = config;
        this.client = client;
        this.registrations = List.copyOf(registrations);
        this.random = random;
        this.exit = exit;
    }

    /** Starts in the background: an API server that is away for a moment delays the start and does not end the process. */
    public void start() {
        starter.start();
    }

    /** Stops; returns when reconciles in flight are done, or after the configured time. */
    public void stop() {
        informers.stopping();
        starter.interrupt();
        Optional.ofNullable(running.getAndSet(null)).ifPresent(Operator::stop);
    }

    /** Whether the informers run. */
    public InformerHealth informers() {
        return informers;
    }

    /** Whether all caches are filled and it is known which replica leads. */
    public boolean ready() {
        Operator operator = running.get();
        return operator != null
                && operator.getRuntimeInfo().isStarted()
                && operator.getRuntimeInfo().allEventSourcesAreHealthy()
                && (!config.leaderElection().enabled() || !leader.get().isEmpty());
    }

    /** Whether this replica leads. */
    public boolean leads() {
        return running.get() != null
                && (!config.leaderElection().enabled() || identity().equals(leader.get()));
    }

    private void startUntilItWorks() {
        RetrySchedule schedule = new RetrySchedule(FIRST_RETRY, LONGEST_START_DELAY, random);
        for (int attempt = 0; !Thread.currentThread().isInterrupted(); attempt++) {
            Operator operator = new Operator(this::configure);
            try {
                registrations.forEach(registration -> registration.with(operator, new Common()));
                running.set(operator);
                operator.start();
                return;
            } catch (RuntimeException e) {
                running.set(null);
                LOG.atWarn().setCause(e).log("The operator could not start yet; trying again");
                operator.stop();
                pause(schedule.delay(attempt));
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
                .withConcurrentReconciliationThreads(config.reconcileThreads())
                .withReconciliationTerminationTimeout(config.shutdownTimeout())
                .withInformerStoppedHandler(informers);
        if (config.leaderElection().enabled()) {
            overrider.withLeaderElectionConfiguration(leaderElection());
        }
    }

    private LeaderElectionConfiguration leaderElection() {
        Duration lease = config.leaderElection().leaseDuration();
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                        config.leaderElection().leaseName())
                .withLeaseNamespace(leaseNamespace())
                .withIdentity(identity())
                .withLeaseDuration(lease)
                .withRenewDeadline(lease.multipliedBy(2).dividedBy(3))
                .withRetryPeriod(lease.dividedBy(7))
                // The SDK would call System.exit, also while the process stops, and so wait for itself for ever.
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(
                        new LeaderCallbacks(() -> LOG.info("This replica leads"), this::stoppedLeading, leader::set))
                .build();
    }

    /** Another replica may write from now on, so this one has to go, unless it is going already. */
    private void stoppedLeading() {
        LOG.info("This replica no longer leads");
        if (running.get() != null) {
            exit.run();
        }
    }

    private String leaseNamespace() {
        return config.leaderElection()
                .namespace()
                .or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()))
                .orElse("default");
    }

    /** The pod's name; replicas must differ in it. */
    private static String identity() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> "pid-" + ProcessHandle.current().pid());
    }

    /** What every kind gets: retries without end, one field manager, the configured namespaces. */
    private final class Common implements ControllerRegistration.CommonSettings {

        @Override
        public <R extends HasMetadata> void apply(ControllerConfigurationOverrider<R> overrider) {
            overrider
                    .withRetry(new RetrySchedule(FIRST_RETRY, LONGEST_RETRY, random))
                    .withFieldManager("ecr-operator");
            config.namespaces()
                    .ifPresentOrElse(
                            namespaces -> overrider.settingNamespaces(Set.copyOf(namespaces)),
                            overrider::watchingAllNamespaces);
        }
    }
}
