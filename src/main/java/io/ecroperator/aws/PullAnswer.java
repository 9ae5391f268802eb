package io.ecroperator.aws;

/** What a registry says to a login that wants to pull. */
public sealed interface PullAnswer {

    /** It may. */
    record Allowed() implements PullAnswer {}

    /** Neither the identity's policies nor the repository's let it. */
    record Denied() implements PullAnswer {}

    /** The registry has no such repository, or does not say so to this login. */
    record NoSuchRepository() implements PullAnswer {}

    /** Nobody knows; {@code why} is a sentence without a full stop. */
    record Unknown(String why) implements PullAnswer {}
}
