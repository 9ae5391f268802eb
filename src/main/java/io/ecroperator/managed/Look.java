package io.ecroperator.managed;

/** How closely to read what AWS holds. */
public enum Look {
    /** What is known, without waiting for anything: asked after the changes of a pass, whose answers are part of it. */
    KNOWN,
    /** What is known; parts that nobody has read since the start are left to the background. */
    CACHED,
    /** Parts that the spec manages and that nobody has read are read now. */
    COMPLETE,
    /** Everything that the spec manages is read now. */
    FRESH
}
