package io.ecroperator.emulator.lifecycle;

/**
 * What a policy does to an image.
 *
 * @param digest the image
 * @param priority of the rule
 * @param expires whether it is expired; it is archived otherwise
 */
public record Selected(String digest, int priority, boolean expires) {}
