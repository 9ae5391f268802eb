package io.ecroperator.cli.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Values of AWS that specs have too. AWS adds some: an object that leaves a field out leaves what ECR has. */
final class KnownValues {

    private KnownValues() {}

    /** The value of a field; empty, and a remark, where this version does not know it. */
    static <E extends Enum<E>> Optional<E> of(Class<E> type, String value, String field, List<String> remarks) {
        Optional<E> known = Stream.of(type.getEnumConstants())
                .filter(each -> each.name().equals(value))
                .findFirst();
        if (known.isEmpty()) {
            remarks.add(field + " is left out, and ECR keeps it: this version does not know " + value + ".");
        }
        return known;
    }
}
