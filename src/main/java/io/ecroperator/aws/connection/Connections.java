package io.ecroperator.aws.connection;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.view.RegistryWatch;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Heartbeats;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The connections of the process: one for each spec, however many lease it. One schedule serves all, and each works on threads
 * of its own, so that an account that does not answer delays no other. Thread-safe.
 */
public final class Connections implements AutoCloseable {

    /**
     * What all connections share.
     *
     * @param clock of ages and periods; goes on evenly
     * @param schedule says when to work; not closed here
     * @param workers work, and may wait for AWS as long as it takes; not closed here
     */
    public record Shared(
            Clock clock,
            RandomGenerator random,
            ScheduledExecutorService schedule,
            Executor workers,
            Heartbeats heartbeats) {

        /** With threads that die with the process: one that says when to work, and as many to work as it takes. */
        public static Shared withThreads(Clock clock, RandomGenerator random, Heartbeats heartbeats) {
            ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("registries").factory());
            Executor workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                    .inheritInheritableThreadLocals(false)
                    .name("registry-", 0)
                    .factory());
            return new Shared(clock, random, schedule, workers, heartbeats);
        }
    }

    private record Key(ConnectionSpec spec, Periods periods) {}

    private static final class Leased {
        private final EcrConnection connection;
        private int leases;

        Leased(EcrConnection connection) {
            this.connection = connection;
        }
    }

    /** With its repeats and its waiting for the rate. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private final AwsConnectionSource doors;
    private final Shared shared;
    private final Map<Key, Leased> leased = new HashMap<>();
    private final List<BiConsumer<EcrConnection, String>> onRepositoryChange = new ArrayList<>();
    private final List<Consumer<EcrConnection>> onStateChange = new ArrayList<>();

    /** None yet. */
    public Connections(AwsConnectionSource doors, Shared shared) {
        this.doors = doors;
        this.shared = shared;
    }

    /** A lease of the connection with this spec and these periods, which is opened if nobody has it. Calls nobody. */
    public synchronized Lease lease(ConnectionSpec spec, Periods periods) {
        Key key = new Key(spec, periods);
        Leased found = leased.computeIfAbsent(key, any -> new Leased(open(spec, periods)));
        found.leases++;
        return new Lease(found.connection, () -> release(key));
    }

    /** Calls the listener with the connection and the repository's name whenever a sweep or a deep read finds a change. */
    public synchronized void onRepositoryChange(BiConsumer<EcrConnection, String> listener) {
        onRepositoryChange.add(listener);
        leased.values().forEach(each -> tell(each.connection, listener));
    }

    /** Calls the listener whenever what is known of a registry as a whole comes to be trusted, or no longer is. */
    public synchronized void onStateChange(Consumer<EcrConnection> listener) {
        onStateChange.add(listener);
        leased.values().forEach(each -> tell(each.connection, listener));
    }

    /** Stops the deep reads of a repository that are for this tracker alone, whichever connection made them. */
    public synchronized void untrack(String tracker, String repositoryName) {
        leased.values().forEach(each -> each.connection.view().untrack(tracker, repositoryName));
    }

    /** Closes all, leased or not. */
    @Override
    public synchronized void close() {
        leased.forEach((key, each) -> {
            each.connection.close();
            doors.close(key.spec());
        });
        leased.clear();
    }

    private EcrConnection open(ConnectionSpec spec, Periods periods) {
        AwsConnection opened = doors.connection(spec);
        RegistryWatch watch = new RegistryWatch(
                opened.repositoryDoors(),
                opened.tagging(),
                periods,
                shared.clock(),
                shared.random(),
                shared.schedule(),
                shared.workers(),
                shared.heartbeats());
        EcrConnection connection = new EcrConnection(spec, opened, watch);
        onRepositoryChange.forEach(listener -> tell(connection, listener));
        onStateChange.forEach(listener -> tell(connection, listener));
        return connection;
    }

    private static void tell(EcrConnection connection, BiConsumer<EcrConnection, String> listener) {
        connection.view().onChange(name -> listener.accept(connection, name));
    }

    private static void tell(EcrConnection connection, Consumer<EcrConnection> listener) {
        connection.view().onStateChange(() -> listener.accept(connection));
    }

    private synchronized void release(Key key) {
        Leased found = leased.get(key);
        if (found != null && --found.leases == 0) {
            leased.remove(key);
            found.connection.close();
            closeLater(key.spec());
        }
    }

    /** Calls that are under way may end. */
    @SuppressWarnings("FutureReturnValueIgnored") // it reports nothing
    private void closeLater(ConnectionSpec spec) {
        shared.schedule().schedule(() -> closeUnlessLeased(spec), LONGEST_CALL.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void closeUnlessLeased(ConnectionSpec spec) {
        if (leased.keySet().stream().noneMatch(other -> other.spec().equals(spec))) {
            doors.close(spec);
        }
    }
}
