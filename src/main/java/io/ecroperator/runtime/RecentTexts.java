package io.ecroperator.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Short texts as they were read last, so that what one object after another says is in memory once: names of conditions and
 * actions, namespaces, labels; and all that two caches hold of one object, which hear of it at about the same time. It holds
 * so many texts and no more. Safe for use by many threads.
 */
final class RecentTexts {

    private static final int PLACES = 4_096;

    /** Longer ones are seldom alike, and would be held here for nothing. */
    private static final int LONGEST = 256;

    private final AtomicReferenceArray<String> places = new AtomicReferenceArray<>(PLACES);

    /** An equal text: the one that is here still, or this one. {@code null} stays {@code null}. */
    String shared(String text) {
        if (text == null || text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String recent = places.getPlain(place);
        if (text.equals(recent)) {
            return recent;
        }
        places.setPlain(place, text); // a text is safe to share without more
        return text;
    }
}
