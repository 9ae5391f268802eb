package io.ecroperator.cli.cel;

/** An expression has no value: a key that is not there, an index out of bounds, a function that does not take what it got. */
public final class CelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the words of the API server, such as {@code no such key: name}. */
    public CelException(String message) {
        super(message, null, false, false); // an everyday answer: without the cost of a stack trace
    }

    static CelException noSuchOverload() {
        return new CelException("no such overload");
    }
}
