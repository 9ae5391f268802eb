package io.ecroperator.reference;

import io.ecroperator.access.Access;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.status.Reason;

/** What the name of an EcrRegistry leads to, for those who need no connection of its own: nothing is leased or opened. */
public sealed interface NamedRegistry {

    /** It is there; {@code access} says for whom. */
    record Found(ConnectionSpec connection, Access access) implements NamedRegistry {}

    /** It is not there, or cannot be read. */
    record Missing(Reason reason, String message) implements NamedRegistry {}
}
