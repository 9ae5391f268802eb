package io.ecroperator.aws.connection;

/** A piece of work on a registry that is under way. */
public final class Turn implements AutoCloseable {

    private final Turns turns;

    Turn(Turns turns) {
        this.turns = turns;
    }

    /** It is done. */
    @Override
    public void close() {
        turns.end(this);
    }
}
