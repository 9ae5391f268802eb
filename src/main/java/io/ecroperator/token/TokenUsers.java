package io.ecroperator.token;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who uses tokens: others are not renewed. Thread-safe. */
final class TokenUsers {

    private static final Logger LOG = LoggerFactory.getLogger(TokenUsers.class);

    private final List<Supplier<? extends Collection<TokenKey>>> users = new CopyOnWriteArrayList<>();

    /** Asks the supplier too. */
    void add(Supplier<? extends Collection<TokenKey>> keys) {
        users.add(keys);
    }

    /** Whether a key is in use. Every key is, if that cannot be told: better one call too many than a token that nobody renews. */
    Predicate<TokenKey> inUse() {
        try {
            return users.stream().flatMap(keys -> keys.get().stream()).collect(Collectors.toUnmodifiableSet())
                    ::contains;
        } catch (RuntimeException | Error defect) {
            LOG.error("Which tokens are in use cannot be told; all count as used", defect);
            return key -> true;
        }
    }
}
