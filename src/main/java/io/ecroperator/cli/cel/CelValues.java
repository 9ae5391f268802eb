package io.ecroperator.cli.cel;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What holds for values of several types: elements, equality, order. */
final class CelValues {

    private CelValues() {}

    /** What a macro goes through: the elements of a list, the keys of a map. */
    static Collection<?> elements(Object value) {
        return switch (value) {
            case List<?> list -> list;
            case Map<?, ?> map -> map.keySet();
            case null, default -> throw CelException.noSuchOverload();
        };
    }

    /** The value of a key or at an index. */
    static Object at(Object value, Object key) {
        switch (value) {
            case Map<?, ?> map -> {
                if (!map.containsKey(key)) {
                    throw new CelException("no such key: " + key);
                }
                return map.get(key);
            }
            case List<?> list -> {
                if (!(key instanceof Long index)) {
                    throw CelException.noSuchOverload();
                }
                if (index < 0 || index >= list.size()) {
                    throw new CelException("index out of bounds: " + index);
                }
                return list.get(index.intValue());
            }
            case null, default -> throw CelException.noSuchOverload();
        }
    }

    /** Values of different types are not equal, but numbers are compared as numbers. */
    static boolean areEqual(Object left, Object right) {
        return switch (left) {
            case Number number when right instanceof Number other -> order(number, other) == 0;
            case List<?> list when right instanceof List<?> other -> areEqualLists(list, other);
            case Map<?, ?> map
            when right instanceof Map<?, ?> other ->
                map.size() == other.size()
                        && map.entrySet().stream()
                                .allMatch(entry -> other.containsKey(entry.getKey())
                                        && areEqual(entry.getValue(), other.get(entry.getKey())));
            case null, default -> Objects.equals(left, right);
        };
    }

    private static boolean areEqualLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        return left.stream().allMatch(each -> areEqual(each, others.next()));
    }

    /** Less than, equal to or greater than 0. */
    static int order(Object left, Object right) {
        return switch (left) {
            case Long number when right instanceof Long other -> number.compareTo(other);
            case Number number
            when right instanceof Number other -> Double.compare(number.doubleValue(), other.doubleValue());
            case String text when right instanceof String other -> text.compareTo(other);
            case Boolean truth when right instanceof Boolean other -> truth.compareTo(other);
            case Duration time when right instanceof Duration other -> time.compareTo(other);
            case null, default -> throw CelException.noSuchOverload();
        };
    }
}
