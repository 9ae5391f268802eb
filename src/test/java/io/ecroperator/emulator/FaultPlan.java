package io.ecroperator.emulator;

/** Decides call by call what goes wrong. */
@FunctionalInterface
public interface FaultPlan {
    /** Nothing goes wrong. */
    FaultPlan NONE = (operation, repository) -> Fate.NONE;

    /**
     * Decides about one call; called by many threads at once.
     *
     * @param operation operation name
     * @param repository repository that the call names, or empty
     * @return what happens to it
     */
    Fate fate(String operation, String repository);

    /** What happens to a call. */
    enum Fate {
        /** It is served. */
        NONE,
        /** It is refused with ThrottlingException; nothing is applied. */
        THROTTLED,
        /** It is answered 500; nothing is applied. */
        SERVER_ERROR,
        /** Its connection is closed; nothing is applied. */
        RESET,
        /** It is applied, and its connection closed. */
        ANSWER_LOST,
        /** It is applied, and answered by 200 with a body that is no JSON. */
        ANSWER_MALFORMED,
        /** It waits for {@link Faults#releaseStalled}, then its connection is closed; nothing is applied. */
        STALLED,
        /** It is applied, waits for {@link Faults#releaseStalled}, then its connection is closed. */
        ANSWER_STALLED
    }
}
