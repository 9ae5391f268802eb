package io.ecroperator.aws.connection;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.view.RegistryListings;
import io.ecroperator.aws.view.RegistryWatch;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.ecroperator.heartbeat.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The connections of the process: one for each spec, however many lease it. One schedule serves all, and each works on threads
 * of its own, so that an account that does not answer delays no other. Thread-safe.
 */
public final class Connections implements AutoCloseable {

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
    private final Background background;
    private final Map<Key, Leased> leased = new HashMap<>();
    private final List<Consumer<EcrConnection>> onOpen = new ArrayList<>();
    private final List<BiConsumer<EcrConnection, String>> onRepositoryChange = new ArrayList<>();
    private final List<Consumer<EcrConnection>> onStateChange = new ArrayList<>();

    /**
     * None yet.
     *
     * @param background what all connections share; not closed here
     */
    public Connections(AwsConnectionSource doors, Background background) {
        this.doors = doors;
        this.background = background;
    }

    /** A lease of the connection with this spec and these periods, which is opened if nobody has it. Calls nobody. */
    public synchronized Lease lease(ConnectionSpec spec, Periods periods) {
        Key key = new Key(spec, periods);
        Leased found = leased.computeIfAbsent(key, any -> new Leased(open(spec, periods)));
        found.leases++;
        return new Lease(found.connection, () -> release(key));
    }

    /** Calls the listener with every connection, those that are open now and each that is opened later, to listen to what it knows. */
    public synchronized void onOpen(Consumer<EcrConnection> listener) {
        onOpen.add(listener);
        leased.values().forEach(each -> listener.accept(each.connection));
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
                background.clock(),
                background.random(),
                background.schedule(),
                background.workers(),
                background.heartbeats());
        RegistryListings listings = new RegistryListings(opened.registryDoors(), periods.deepRead(), background);
        EcrConnection connection = new EcrConnection(spec, opened, watch, listings);
        onOpen.forEach(listener -> listener.accept(connection));
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
        background.schedule().schedule(() -> closeUnlessLeased(spec), LONGEST_CALL.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void closeUnlessLeased(ConnectionSpec spec) {
        if (leased.keySet().stream().noneMatch(other -> other.spec().equals(spec))) {
            doors.close(spec);
        }
    }
}
