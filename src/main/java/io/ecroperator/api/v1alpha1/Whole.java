package io.ecroperator.api.v1alpha1;

import java.util.List;
import java.util.function.Predicate;

/**
 * A spec that can tell whether it is all there. What a newer version says in other fields is skipped when it is read; if the
 * field is lacking that says for whom, or where, the rest would be taken for a wish to take everything away.
 */
public interface Whole {

    /** Whether nothing is missing that the schema requires and a removal is decided by. */
    boolean lacksNothing();

    /** Whether every entry of a list, which may be null, is there and lacks nothing. */
    static <T> boolean all(List<T> list, Predicate<T> lacksNothing) {
        return list == null || list.stream().allMatch(entry -> entry != null && lacksNothing.test(entry));
    }
}
