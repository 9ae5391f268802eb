package io.ecroperator.managed;

import io.ecroperator.status.Reason;

/**
 * Why a spec cannot be reached, or not without the user's consent: it needs a person.
 *
 * @param blocksChanges whether the changes must not be made; false if they may go on beside it
 */
public record Refusal(Reason reason, String message, boolean blocksChanges) {

    /** Whether the object may not write to the thing at all. */
    public boolean isOfOwnership() {
        return switch (reason) {
            case NOT_OWNED, OWNED_BY_ANOTHER, NOT_PERMITTED, CLUSTER_NAME_TAKEN -> true;
            default -> false;
        };
    }
}
