package io.ecroperator.publicrepository;

/** What is given as a logo is none; the message goes on after the name of the field. */
final class UnusableLogoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableLogoException(String message) {
        super(message);
    }
}
