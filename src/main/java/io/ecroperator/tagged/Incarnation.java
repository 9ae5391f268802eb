package io.ecroperator.tagged;

/**
 * One life of a thing: deleted and created again under its name, it is another one.
 *
 * @param createdAt null while the answer to the call that creates it again is missing
 */
public record Incarnation(String arn, String createdAt) {}
