package io.ecroperator.reference;

import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.connection.Lease;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One lease for each EcrRegistry that is in use, of the connection that its spec asks for. Thread-safe. */
final class LeasedConnections {

    private record Held(ConnectionSpec spec, Periods periods, OptionalInt callsPerSecond, Lease lease) {

        boolean leadsTo(ConnectionSpec other) {
            return spec.accountId().equals(other.accountId()) && spec.region().equals(other.region());
        }
    }

    private final Connections connections;
    private final Periods usual;
    private final Map<String, Held> held = new TreeMap<>();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();

    LeasedConnections(Connections connections, Periods usual) {
        this.connections = connections;
        this.usual = usual;
    }

    /** The connection of the EcrRegistry of that name; another one than before if its spec asks for another one. */
    synchronized EcrConnection of(String name, EcrRegistrySpec spec) {
        ConnectionSpec wanted = RegistryConnections.connection(spec);
        Periods periods = RegistryConnections.periods(spec, usual);
        OptionalInt callsPerSecond = RegistryConnections.callsPerSecond(spec);
        Held before = held.get(name);
        boolean same = before != null
                && before.spec().equals(wanted)
                && before.periods().equals(periods);
        if (same && before.callsPerSecond().equals(callsPerSecond)) {
            return before.lease().connection();
        }
        Lease lease = connections.lease(wanted, periods);
        held.put(name, new Held(wanted, periods, callsPerSecond, lease));
        limit(lease.connection());
        if (before != null) {
            before.lease().close();
        }
        if (!same) {
            onChange.forEach(Runnable::run);
        }
        return lease.connection();
    }

    /** The lowest bound of all that lead to the account and region. */
    private void limit(EcrConnection connection) {
        connection
                .rates()
                .limit(held.values().stream()
                        .filter(each -> each.leadsTo(connection.spec()))
                        .flatMapToInt(each -> each.callsPerSecond().stream())
                        .min());
    }

    /** The connection that {@link #of} gave for this very spec; empty if it was not asked since. */
    synchronized Optional<EcrConnection> ifHeld(String name, EcrRegistrySpec spec) {
        return Optional.ofNullable(held.get(name))
                .filter(each -> each.spec().equals(RegistryConnections.connection(spec)))
                .map(each -> each.lease().connection());
    }

    synchronized void release(String name) {
        Held before = held.remove(name);
        if (before != null) {
            limit(before.lease().connection());
            before.lease().close();
            onChange.forEach(Runnable::run);
        }
    }

    /** The connections by the names of their EcrRegistries. */
    synchronized Map<String, EcrConnection> inUse() {
        Map<String, EcrConnection> connections = new TreeMap<>();
        held.forEach((name, each) -> connections.put(name, each.lease().connection()));
        return connections;
    }

    /** Has the listener told when there is another connection, or one less. */
    void onChange(Runnable listener) {
        onChange.add(listener);
    }

    synchronized void close() {
        held.values().forEach(each -> each.lease().close());
        held.clear();
    }
}
