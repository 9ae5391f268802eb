package io.ecroperator.emulator;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The pull through cache rules of one registry, at most 50, one per namespace. Safe for concurrent use. */
final class CacheRules {
    /** A quota that cannot be raised. */
    static final int MAX = 50;

    private final RegistryKey registry;
    private final ConcurrentNavigableMap<String, CacheRule> byNamespace = new ConcurrentSkipListMap<>();

    CacheRules(RegistryKey registry) {
        this.registry = registry;
    }

    synchronized void add(CacheRule rule) {
        String namespace = CacheRule.namespace(rule.prefix());
        if (byNamespace.containsKey(namespace)) {
            throw AwsError.of(
                    "PullThroughCacheRuleAlreadyExistsException",
                    "A pull through cache rule with the prefix '%s' already exists in the registry with id '%s'"
                            .formatted(rule.prefix(), registry.account()));
        }
        if (byNamespace.size() == MAX) {
            throw AwsError.of(
                    "LimitExceededException", "A registry cannot have more than " + MAX + " pull through cache rules");
        }
        byNamespace.put(namespace, rule);
    }

    CacheRule get(String prefix) {
        return Optional.ofNullable(byNamespace.get(CacheRule.namespace(prefix))).orElseThrow(() -> notFound(prefix));
    }

    CacheRule change(String prefix, UnaryOperator<CacheRule> change) {
        CacheRule changed =
                byNamespace.computeIfPresent(CacheRule.namespace(prefix), (namespace, rule) -> change.apply(rule));
        return Optional.ofNullable(changed).orElseThrow(() -> notFound(prefix));
    }

    CacheRule remove(String prefix) {
        return Optional.ofNullable(byNamespace.remove(CacheRule.namespace(prefix)))
                .orElseThrow(() -> notFound(prefix));
    }

    /** {@return the rules after one, in order of their prefixes} */
    Collection<CacheRule> after(String prefix) {
        return prefix.isEmpty()
                ? byNamespace.values()
                : byNamespace.tailMap(CacheRule.namespace(prefix), false).values();
    }

    /** {@return the rule for a repository: that of the longest prefix} */
    Optional<CacheRule> ruleFor(String repository) {
        return byNamespace.descendingMap().values().stream()
                .filter(rule -> rule.upstreamRepository(repository).isPresent())
                .findFirst();
    }

    private AwsError notFound(String prefix) {
        return AwsError.of(
                "PullThroughCacheRuleNotFoundException",
                "The pull through cache rule with the prefix '%s' does not exist in the registry with id '%s'"
                        .formatted(prefix, registry.account()));
    }
}
