package io.ecroperator.interning;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Values as they were met last, so that what one object after another says is in memory once: names of conditions and
 * actions, namespaces, labels, the policy that all repositories have; and all that two caches hold of one object, which hear
 * of it at about the same time. It holds so many values and no more. Safe for use by many threads.
 */
public final class RecentValues {

    private final AtomicReferenceArray<Object> places;

    /** Holds up to so many values; the number is a power of two. */
    public RecentValues(int places) {
        if (Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException("Not a power of two: " + places);
        }
        this.places = new AtomicReferenceArray<>(places);
    }

    /**
     * An equal value: the one that is here still, or this one. {@code null} stays {@code null}.
     *
     * @param value immutable, and safe to share between threads without more: a text, a record of such
     */
    @SuppressWarnings("unchecked") // it is of the same class
    public <T> T shared(T value) {
        if (value == null) {
            return null;
        }
        int hash = value.hashCode();
        int place = (hash ^ (hash >>> 16)) & (places.length() - 1);
        Object recent = places.getPlain(place);
        if (value.equals(recent) && value.getClass() == recent.getClass()) {
            return (T) recent;
        }
        places.setPlain(place, value);
        return value;
    }
}
