package io.ecroperator.cli.schema;

import java.util.Map;
import java.util.Objects;

/**
 * What was in the place of a value before an update. An error in what did not change is none: rules that came later do not stand in
 * the way of other edits ("ratcheting").
 *
 * @param value what rules see as {@code oldSelf}; null if there is nothing that it can be compared with
 * @param unchanged whether the value, or what it lies in, is as it was
 */
record Before(Object value, boolean unchanged) {

    static final Before NOTHING = new Before(null, false);

    static Before of(Object value, Object old) {
        return new Before(old, Objects.equals(value, old));
    }

    /** The same for an entry of an object or map. */
    Before below(Schema schema, String key, Object each) {
        Object old = !schema.whole() && value instanceof Map<?, ?> map ? map.get(key) : null;
        return new Before(old, unchanged || (old != null && Objects.equals(each, old)));
    }

    /** The same for an item of a list: items of lists without keys cannot be told apart. */
    Before item() {
        return new Before(null, unchanged);
    }
}
