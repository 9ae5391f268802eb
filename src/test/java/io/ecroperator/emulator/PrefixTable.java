package io.ecroperator.emulator;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * Pull through cache rules or creation templates of one registry, one per namespace. Safe for concurrent use.
 *
 * @param <T> what is kept
 */
final class PrefixTable<T extends Prefixed> {
    private final Kind kind;
    private final RegistryKey registry;
    private final ConcurrentNavigableMap<String, T> byNamespace = new ConcurrentSkipListMap<>();

    /**
     * What a table is of, for its errors.
     *
     * @param code how the codes of its errors begin
     * @param label in words
     * @param max how many a registry may have
     */
    record Kind(String code, String label, int max) {}

    PrefixTable(Kind kind, RegistryKey registry) {
        this.kind = kind;
        this.registry = registry;
    }

    synchronized void add(T added) {
        String namespace = Prefixed.namespace(added.prefix());
        if (byNamespace.containsKey(namespace)) {
            throw AwsError.of(
                    kind.code() + "AlreadyExistsException",
                    "The %s with the prefix '%s' already exists in the registry with id '%s'"
                            .formatted(kind.label(), added.prefix(), registry.account()));
        }
        if (byNamespace.size() >= kind.max()) {
            throw AwsError.of(
                    "LimitExceededException",
                    "A registry cannot have more than %d of %s".formatted(kind.max(), kind.label()));
        }
        byNamespace.put(namespace, added);
    }

    T get(String prefix) {
        return find(prefix).orElseThrow(() -> notFound(prefix));
    }

    Optional<T> find(String prefix) {
        return Optional.ofNullable(byNamespace.get(Prefixed.namespace(prefix)));
    }

    T change(String prefix, UnaryOperator<T> change) {
        T changed = byNamespace.computeIfPresent(Prefixed.namespace(prefix), (namespace, old) -> change.apply(old));
        return Optional.ofNullable(changed).orElseThrow(() -> notFound(prefix));
    }

    T remove(String prefix) {
        return Optional.ofNullable(byNamespace.remove(Prefixed.namespace(prefix)))
                .orElseThrow(() -> notFound(prefix));
    }

    /** {@return what comes after a prefix, in order; all after the empty one} */
    Collection<T> after(String prefix) {
        return prefix.isEmpty()
                ? byNamespace.values()
                : byNamespace.tailMap(Prefixed.namespace(prefix), false).values();
    }

    /** {@return what covers a repository, the longest prefix first} */
    Collection<T> covering(String repository) {
        return byNamespace.descendingMap().values().stream()
                .filter(entry -> entry.covers(repository))
                .toList();
    }

    private AwsError notFound(String prefix) {
        return AwsError.of(
                kind.code() + "NotFoundException",
                "The %s with the prefix '%s' does not exist in the registry with id '%s'"
                        .formatted(kind.label(), prefix, registry.account()));
    }
}
