package io.ecroperator.pullsecret;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.status.Reason;
import java.util.Optional;

/**
 * What the name of an EcrRegistry leads to.
 *
 * @param connection its account, region and identity; empty if it is not there or cannot be read
 * @param refusal why no token is minted; empty if one is
 */
record NamedRegistry(Optional<ConnectionSpec> connection, Optional<Refusal> refusal) {

    /** In a sentence, for the status. */
    record Refusal(Reason reason, String message) {}

    static NamedRegistry found(ConnectionSpec connection) {
        return new NamedRegistry(Optional.of(connection), Optional.empty());
    }

    /** It is there and not for this object. */
    static NamedRegistry forbidden(ConnectionSpec connection, Reason reason, String message) {
        return new NamedRegistry(Optional.of(connection), Optional.of(new Refusal(reason, message)));
    }

    static NamedRegistry missing(Reason reason, String message) {
        return new NamedRegistry(Optional.empty(), Optional.of(new Refusal(reason, message)));
    }
}
