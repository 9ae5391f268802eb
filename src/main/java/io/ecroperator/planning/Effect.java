package io.ecroperator.planning;

/** What a step does, the most important first. */
public enum Effect {
    /** Makes the thing. */
    CREATE,
    /** Makes a thing that exists this object's. */
    TAKE_OVER,
    /** Changes what AWS holds. */
    CHANGE,
    /** Only says whose the thing is, or of which cluster. */
    MARK,
    /** Deletes the thing, and what is in it. */
    DELETE
}
