package io.ecroperator.runtime;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Texts that many objects hold alike, each of them once, for as long as somebody holds it. Safe for use by many threads. */
final class SharedTexts {

    private final Map<String, WeakReference<String>> texts = new WeakHashMap<>();

    /** An equal text: the one that is here already, or this one from now on. {@code null} stays {@code null}. */
    synchronized String shared(String text) {
        WeakReference<String> known = texts.get(text);
        String same = known == null ? null : known.get();
        if (same != null || text == null) {
            return same;
        }
        texts.put(text, new WeakReference<>(text));
        return text;
    }
}
