package io.ecroperator.reference;

import io.ecroperator.access.Powers;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.connection.Lease;
import io.ecroperator.aws.view.RegistryWatch.Periods;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Which registry an object means, and whether it may. Thread-safe. */
public final class Registries implements AutoCloseable {

    private final Connections connections;
    private final Lease own;
    private final Powers ownPowers;

    /**
     * Calls nobody.
     *
     * @param own the operator's own identity and region, for objects that name no registry
     * @param ownPowers what the configuration grants there
     */
    public Registries(Connections connections, ConnectionSpec own, Periods periods, Powers ownPowers) {
        this.connections = connections;
        this.own = connections.lease(own, periods);
        this.ownPowers = ownPowers;
    }

    /** The registry that an object means. */
    public RegistryReference of(HasMetadata object) {
        return new RegistryReference.Resolved(Optional.empty(), own.connection(), ownPowers);
    }

    /** Whether two objects mean one registry, so that one name means one repository for both. */
    public boolean same(HasMetadata one, HasMetadata other) {
        return true;
    }

    /** The connection of the operator's own identity and region. */
    public EcrConnection own() {
        return own.connection();
    }

    /** Calls the listener with the connection and the repository's name whenever ECR is found changed. */
    public void onRepositoryChange(BiConsumer<EcrConnection, String> listener) {
        connections.onRepositoryChange(listener);
    }

    /** Calls the listener whenever what is known of a registry as a whole comes to be trusted, or no longer is. */
    public void onStateChange(Consumer<EcrConnection> listener) {
        connections.onStateChange(listener);
    }

    /** Stops the deep reads of a repository that are for this tracker alone, in whichever registry. */
    public void untrack(String tracker, String repositoryName) {
        connections.untrack(tracker, repositoryName);
    }

    /** Gives the connections back. */
    @Override
    public void close() {
        own.close();
    }
}
