package io.ecroperator.cli.cel;

/** A part of an expression. */
interface Term {

    /** Its value where these variables are known; throws {@link CelException}. */
    Object value(Scope scope);
}
