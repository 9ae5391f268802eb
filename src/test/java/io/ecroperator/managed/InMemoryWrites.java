package io.ecroperator.managed;

/** What a pass writes of an object that no API server has. */
public final class InMemoryWrites<S> implements ObjectWrites<S> {

    private boolean marked;

    /** Whether the object says that there may be something in AWS. */
    public boolean isMarked() {
        return marked;
    }

    @Override
    public void mark() {
        marked = true;
    }

    @Override
    public void announce(S status) {
        // the test takes the status that the pass leaves
    }
}
