package io.ecroperator.api.v1alpha1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Unmodifiable copies for the compact constructors of the records.
 *
 * <p>They keep the order that the user wrote and let a {@code null} element through: {@link List#copyOf} would throw on
 * one, and a resource that cannot be read stops the informer of its kind.
 */
final class Copies {

    private Copies() {}

    /** A copy of the list, or {@code null} if there is none: an absent list means something else than an empty one. */
    static <T> List<T> of(List<T> list) {
        if (list == null) {
            return null;
        }
        for (T element : list) {
            if (element == null) {
                return Collections.unmodifiableList(new ArrayList<>(list));
            }
        }
        return List.copyOf(list); // a third of the memory, where it has an element or two
    }

    /** A copy of the map, or {@code null} if there is none. */
    static <V> Map<String, V> of(Map<String, V> map) {
        return of(map, value -> value);
    }

    /** A copy of the map with copies of its values, or {@code null} if there is none. */
    static <V> Map<String, V> of(Map<String, V> map, UnaryOperator<V> copyValue) {
        if (map == null) {
            return null;
        }
        Map<String, V> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) -> copy.put(key, copyValue.apply(value)));
        return Collections.unmodifiableMap(copy);
    }
}
