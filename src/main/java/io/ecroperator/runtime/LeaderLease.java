package io.ecroperator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease that says which replica works. The SDK takes and renews it; this class ends it in order, which the SDK does
 * not: it stops renewing while reconciles are still in flight, gives nothing back, and calls {@code System.exit} inside
 * the shutdown, which then waits for itself for ever.
 */
final class LeaderLease {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

    /** Longest wait for the API server to take the lease back. */
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(5);

    /** The shortest that the API server stores. */
    private static final Duration RELEASED = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String identity;
    private final Duration duration;
    private final Runnable onLost;
    private final AtomicReference<String> holder = new AtomicReference<>("");
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * A lease of which nothing is known yet.
     *
     * @param identity the name of this replica; replicas must differ in it
     * @param duration how long the lease holds without being renewed
     * @param onLost what to do when the lease is lost while this replica works; it has to end the work within a third of
     *     {@code duration}, after which another replica begins
     */
    LeaderLease(
            KubernetesClient client,
            String namespace,
            String name,
            String identity,
            Duration duration,
            Runnable onLost) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
        this.duration = duration;
        this.onLost = onLost;
    }

    /** How the SDK shall elect. */
    LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(name)
                .withLeaseNamespace(namespace)
                .withIdentity(identity)
                .withLeaseDuration(duration)
                .withRenewDeadline(duration.multipliedBy(2).dividedBy(3))
                .withRetryPeriod(renewalPeriod())
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(this::won, this::ended, this::seen))
                .build();
    }

    /** Whether it is known who leads, this replica or another. */
    boolean known() {
        return !holder.get().isEmpty();
    }

    /** Whether this replica leads. */
    boolean held() {
        return identity.equals(holder.get());
    }

    /**
     * Runs {@code stop}, which ends the work of this replica, and then lets another one begin at once. Until {@code stop}
     * returns the lease is renewed, so that no other replica works on what this one still has in hand.
     */
    void releaseAfter(Runnable stop) {
        stopping.set(true);
        if (!held()) {
            stop.run();
            return;
        }
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lease-renewal").factory());
        long period = renewalPeriod().toMillis();
        ScheduledFuture<?> renewing = renewal.scheduleWithFixedDelay(this::renew, 0, period, TimeUnit.MILLISECONDS);
        try {
            stop.run();
            renewing.cancel(false);
            CompletableFuture.runAsync(() -> write("", RELEASED), renewal)
                    .get(RELEASE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The lease was not given back; another replica takes over when it has run out", e);
        } finally {
            renewal.shutdownNow();
            holder.set("");
        }
    }

    /** Writes only over a lease of our own. A conflict is the SDK's last renewal, or another replica's first. */
    private void write(String newHolder, Duration holds) {
        try {
            LeaseLock lock = new LeaseLock(namespace, name, identity);
            LeaderElectionRecord record = lock.get(client);
            if (record != null && identity.equals(record.getHolderIdentity())) {
                ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
                lock.update(
                        client,
                        new LeaderElectionRecord(
                                newHolder, holds, record.getAcquireTime(), now, record.getLeaderTransitions()));
            }
        } catch (KubernetesClientException e) {
            LOG.debug("The lease was not written", e);
        }
    }

    /** What throws would never be run again, and another replica begin while this one still works. */
    private void renew() {
        try {
            write(identity, duration);
        } catch (RuntimeException | Error defect) {
            LOG.error("The lease could not be renewed; the next try follows", defect);
        }
    }

    private Duration renewalPeriod() {
        return duration.dividedBy(7);
    }

    private void won() {
        LOG.info("This replica leads");
    }

    private void seen(String newHolder) {
        holder.set(Objects.requireNonNullElse(newHolder, ""));
    }

    private void ended() {
        if (!stopping.get()) {
            LOG.error("This replica lost the lease and ends, so that no two replicas work");
            onLost.run();
        }
    }
}
