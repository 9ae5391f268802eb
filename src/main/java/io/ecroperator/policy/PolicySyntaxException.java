package io.ecroperator.policy;

/**
 * A text that is not a policy document at all: not JSON, or not an object of the expected shape. The message says what is
 * wrong and where (line and column count from 1) and reads on after the name of a field; it never holds the text, and there
 * is no cause, since a parser's message quotes what it reads.
 */
public final class PolicySyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message that holds nothing of the document but, at most, the name of a key. */
    public PolicySyntaxException(String message) {
        super(message);
    }
}
