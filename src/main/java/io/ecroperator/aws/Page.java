package io.ecroperator.aws;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param nextToken asks for the following page; {@code null} on the last one
 */
public record Page<T>(List<T> items, String nextToken) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
