package io.ecroperator.pullsecret;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.status.Reason;
import java.util.Optional;

/**
 * What the name of an EcrRegistry leads to for one object.
 *
 * @param connection its account, region and identity; empty if it is not there or cannot be read
 * @param refusal why no token is minted; empty if one is
 */
record RegistryAnswer(Optional<ConnectionSpec> connection, Optional<Refusal> refusal) {

    /** In a sentence, for the status. */
    record Refusal(Reason reason, String message) {}

    static RegistryAnswer found(ConnectionSpec connection) {
        return new RegistryAnswer(Optional.of(connection), Optional.empty());
    }

    /** It is there and not for this object. */
    static RegistryAnswer forbidden(ConnectionSpec connection, String message) {
        return new RegistryAnswer(Optional.of(connection), Optional.of(new Refusal(Reason.NOT_PERMITTED, message)));
    }

    static RegistryAnswer missing(Reason reason, String message) {
        return new RegistryAnswer(Optional.empty(), Optional.of(new Refusal(reason, message)));
    }
}
