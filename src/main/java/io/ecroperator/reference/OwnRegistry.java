package io.ecroperator.reference;

import io.ecroperator.access.Powers;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.Connections;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.connection.Lease;
import io.ecroperator.aws.view.RegistryWatch.Periods;

/** The registry of the operator's own identity and region, which every namespace may use. */
public final class OwnRegistry {

    private final Lease lease;
    private final Periods periods;
    private final Powers powers;

    /**
     * Calls nobody.
     *
     * @param periods what an EcrRegistry has too that says nothing else
     * @param powers what the configuration grants here
     */
    public OwnRegistry(Connections connections, ConnectionSpec spec, Periods periods, Powers powers) {
        this.lease = connections.lease(spec, periods);
        this.periods = periods;
        this.powers = powers;
    }

    EcrConnection connection() {
        return lease.connection();
    }

    Periods periods() {
        return periods;
    }

    Powers access() {
        return powers;
    }

    void close() {
        lease.close();
    }
}
