package io.ecroperator.support;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Powers for tests. */
public final class PowersOf {

    /** Every power in every namespace; the operator itself grants none by default. */
    public static final Powers ALL_NAMESPACES = allIn("*");

    private PowersOf() {}

    /** Every power in the namespaces that match. */
    public static Powers allIn(String namespaces) {
        return in(namespaces, Power.values());
    }

    /** These powers in the namespaces that match. */
    public static Powers in(String namespaces, Power... powers) {
        return new Powers(
                Arrays.stream(powers).collect(Collectors.toMap(Function.identity(), power -> List.of(namespaces))));
    }
}
