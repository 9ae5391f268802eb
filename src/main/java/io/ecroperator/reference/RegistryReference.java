package io.ecroperator.reference;

import io.ecroperator.access.Powers;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** What the reference of an object to a registry leads to. */
public sealed interface RegistryReference {

    /**
     * A registry that the object may use.
     *
     * @param name of the EcrRegistry; empty for the operator's own identity and region
     * @param powers what the object's namespace may do there beyond its own objects
     */
    record Resolved(Optional<String> name, EcrConnection connection, Powers powers) implements RegistryReference {}

    /** The object leads nowhere, and AWS is not asked for it. */
    record Refused(Reason reason, String message) implements RegistryReference {}
}
