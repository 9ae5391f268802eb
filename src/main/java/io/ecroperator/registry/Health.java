package io.ecroperator.registry;

import io.ecroperator.aws.CallRates.ThrottledOperation;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.ViewState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a registry stands that something uses.
 *
 * @param state how far it can be listed
 * @param repositories how many the last listing found; empty where it could not be listed whole
 * @param throttled the operations that AWS throttles
 */
record Health(ViewState state, OptionalInt repositories, List<ThrottledOperation> throttled) {

    /** Why the credentials are not accepted, as listings say. */
    Optional<AwsFailure> refusedCredentials() {
        return state instanceof ViewState.Failing(var failure, var ever)
                        && failure.kind().isOfIdentity()
                ? Optional.of(failure)
                : Optional.empty();
    }
}
