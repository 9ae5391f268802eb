package io.ecroperator.trouble;

import io.ecroperator.emulator.FaultPlan;

/** What goes wrong in a campaign: at AWS by a plan, with the process as the user's steps go on. */
interface Trouble extends FaultPlan {

    /** What it has done so far. */
    Strikes strikes();

    /** Whether an applied call whose answer was lost may be sent once more; not after a kill, when all is read first. */
    default boolean mayRepeatUnheardWrites() {
        return true;
    }

    /** Called again and again until the fleet has settled after a step of the user. */
    default void goOn() {}

    /** Called when the user takes the next step. */
    default void nextStep() {}
}
