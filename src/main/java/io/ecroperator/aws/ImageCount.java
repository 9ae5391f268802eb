package io.ecroperator.aws;

/**
 * A number of images.
 *
 * @param atLeast true if counting stopped at the limit
 */
public record ImageCount(int count, boolean atLeast) {}
