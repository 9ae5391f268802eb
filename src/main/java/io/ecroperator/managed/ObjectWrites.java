package io.ecroperator.managed;

/** What a pass writes of its object before it writes to AWS; nothing in AWS is written if that throws. */
public interface ObjectWrites<S> {

    /** Notes on the object that from now on there may be something in AWS that goes with it. */
    void mark();

    /** Writes a status. */
    void announce(S status);
}
