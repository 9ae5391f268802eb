package io.ecroperator.runtime;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shares the threads of reconciles among accounts, so that one that is throttled or does not answer delays no other. A
 * reconcile takes a lane of its account before it calls AWS, whatever its kind. If none is free it ends, and its object is
 * reconciled again once one is. Thread-safe.
 *
 * <p>Where only one account is in use, it has all threads. Where several are, one has three quarters of them at most, and all
 * that are slow have half together. An account is slow while a reconcile takes longer than {@link #SLOW}, and after it until one
 * is quicker.
 */
public final class Lanes {

    /** Some calls, their repeats included, where AWS answers. */
    static final Duration SLOW = Duration.ofSeconds(2);

    private final int threads;
    private final LongSupplier nanos;
    private final Map<String, Account> accounts = new HashMap<>();

    /** For a pool of so many threads. */
    public Lanes(int threads) {
        this(threads, System::nanoTime);
    }

    /** The same on another time, for tests. */
    Lanes(int threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
    }

    private static final class Account {
        private final Set<Lane> taken = new HashSet<>();
        private final Set<Waiting> waiting = new LinkedHashSet<>();
        private boolean slow;
    }

    /** An object that found no lane, and what has it reconciled: one listener for each kind. */
    private record Waiting(ResourceID object, Consumer<ResourceID> onFree) {}

    /** A place of an account among the threads. */
    final class Lane {
        private final Account account;
        private final long since = nanos.getAsLong();

        private Lane(Account account) {
            this.account = account;
        }

        private boolean isSlow() {
            return nanos.getAsLong() - since > SLOW.toNanos();
        }
    }

    /**
     * Takes a step in a lane.
     *
     * @param onFree the same for all objects of a kind
     * @return what the step gives; empty if it was not taken, because the account has no lane now: then the listener is called
     *     with the object once it will find one
     */
    public <T> Optional<T> run(String accountId, ResourceID object, Consumer<ResourceID> onFree, Supplier<T> step) {
        Optional<Lane> lane = enter(accountId, object, onFree);
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(step.get());
        } finally {
            leave(lane.get());
        }
    }

    synchronized Optional<Lane> enter(String accountId, ResourceID object, Consumer<ResourceID> onFree) {
        Waiting waiting = new Waiting(object, onFree);
        Account account = accounts.computeIfAbsent(accountId, any -> new Account());
        if (free(account) <= 0) {
            account.waiting.add(waiting);
            return Optional.empty();
        }
        account.waiting.remove(waiting);
        Lane lane = new Lane(account);
        account.taken.add(lane);
        return Optional.of(lane);
    }

    void leave(Lane lane) {
        woken(lane).forEach(each -> each.onFree().accept(each.object()));
    }

    private synchronized List<Waiting> woken(Lane lane) {
        Account left = lane.account;
        left.taken.remove(lane);
        left.slow = lane.isSlow() || (left.slow && left.taken.stream().anyMatch(Lane::isSlow));
        List<Waiting> woken = new ArrayList<>();
        for (Account account : accounts.values()) {
            Iterator<Waiting> waiting = account.waiting.iterator();
            for (int free = free(account); free > 0 && waiting.hasNext(); free--) {
                woken.add(waiting.next());
                waiting.remove();
            }
        }
        return woken;
    }

    private int free(Account account) {
        if (accounts.size() == 1) {
            return threads;
        }
        if (!isSlow(account)) {
            return Math.max(1, threads - threads / 4) - account.taken.size();
        }
        int slow = accounts.values().stream()
                .filter(Lanes::isSlow)
                .mapToInt(each -> each.taken.size())
                .sum();
        return Math.max(1, threads / 2) - slow;
    }

    private static boolean isSlow(Account account) {
        return account.slow || account.taken.stream().anyMatch(Lane::isSlow);
    }
}
