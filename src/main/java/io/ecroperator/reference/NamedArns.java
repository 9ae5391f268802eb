package io.ecroperator.reference;

import io.ecroperator.access.Access;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The secrets, roles and keys that an object names. AWS asks what the operator may do with them, and not what the object's author
 * may.
 *
 * @param byField as they are written there, by their fields below {@code spec}
 */
public record NamedArns(Map<String, String> byField) {

    /** An object that names none. */
    public static final NamedArns NONE = new NamedArns(Map.of());

    /** Copies the map. */
    public NamedArns {
        byField = Map.copyOf(byField);
    }

    /** The same with what a field names; one that is null or empty names nothing. */
    public NamedArns with(String field, String arn) {
        if (arn == null || arn.isEmpty()) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(byField);
        more.put(field, arn);
        return new NamedArns(more);
    }

    /** Why one of them may not be named, with its field; empty if all may. */
    Optional<String> refusal(Access access, RegistryUse use) {
        return new TreeMap<>(byField)
                .entrySet().stream()
                        .flatMap(named -> access
                                .refusal(
                                        use.kind(),
                                        use.namespace(),
                                        use.repositoryName().orElse("*"),
                                        named.getValue())
                                .map(why -> "spec." + named.getKey() + ": " + why)
                                .stream())
                        .findFirst();
    }
}
