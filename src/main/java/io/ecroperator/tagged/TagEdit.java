package io.ecroperator.tagged;

import io.ecroperator.ownership.Ownership;
import java.util.Map;
import java.util.Set;

/**
 * What is to be done to the tags of a thing. Removals come first, since AWS takes no more than 50 tags at a time.
 *
 * @param removed keys that the object had set
 * @param written tags to add or overwrite, the ownership tag among them
 */
public record TagEdit(Set<String> removed, Map<String, String> written) {

    /** Nothing. */
    static final TagEdit NONE = new TagEdit(Set.of(), Map.of());

    /** Copies the tags. */
    public TagEdit {
        removed = Set.copyOf(removed);
        written = Map.copyOf(written);
    }

    /** Whether tags that are written make the thing an object's own. */
    public static boolean takesOver(Map<String, String> written) {
        return written.containsKey(Ownership.TAG_KEY);
    }

    /** Whether tags that are written say nothing but whose the thing is. */
    public static boolean marksOnly(Map<String, String> written) {
        return written.keySet().stream().allMatch(Ownership::isOurs);
    }
}
