package io.ecroperator.cli.cel;

/** A function or operator of CEL. */
interface Function {

    /** Its value for these arguments, the one that it is a member of first; throws {@link CelException}. */
    Object apply(Object... arguments);
}
