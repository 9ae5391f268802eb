package io.ecroperator.aws.connection;

/** A piece of work on a registry that is under way. */
public final class Turn {

    private final Turns turns;

    Turn(Turns turns) {
        this.turns = turns;
    }

    /** It is done. */
    public void end() {
        turns.end(this);
    }
}
