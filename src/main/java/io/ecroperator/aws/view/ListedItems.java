package io.ecroperator.aws.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of the items of a listing. Never changes: each answer gives another one.
 *
 * @param isListed whether there was a complete listing, so that an item without an entry is absent
 */
record ListedItems<T>(Map<String, Item<T>> items, boolean isListed) {

    /** When a read began; marks are in the order of reads and writes ({@link Marks}). */
    record Read(long mark, Instant startedAt) {}

    /**
     * One item.
     *
     * @param mark of the read that brought it or, for a write of ours, of its answer
     * @param writtenAt of our last write, unless a listing has shown it since; else long ago
     */
    record Item<T>(Reading<T> reading, long mark, Instant writtenAt) {

        /** Whether ECR may not list yet what our write has made of the item. */
        private boolean maySettle(Instant readAt) {
            return readAt.isBefore(writtenAt.plus(RegistryView.PROPAGATION));
        }

        private boolean outlives(Read read, boolean isInListing) {
            boolean isUnsettled = maySettle(read.startedAt()) && (!isInListing || reading instanceof Reading.Absent<T>);
            return mark > read.mark() || isUnsettled;
        }
    }

    static <T> ListedItems<T> unread() {
        return new ListedItems<>(Map.of(), false);
    }

    Reading<T> get(String key) {
        Item<T> item = items.get(key);
        if (item != null) {
            return item.reading();
        }
        return isListed ? Reading.absent() : Reading.unread();
    }

    /** With what our own write says of an item. */
    ListedItems<T> written(String key, long mark, Instant now, Reading<T> reading) {
        return with(key, new Item<>(reading, mark, now));
    }

    /** With what a read of one item says; unless something newer is known, or ECR may not know of our write yet. */
    ListedItems<T> read(String key, Read read, Reading<T> reading) {
        Item<T> known = items.get(key);
        return known != null && known.outlives(read, reading instanceof Reading.Found<T>)
                ? this
                : with(key, new Item<>(reading, read.mark(), Instant.EPOCH));
    }

    /** With what a complete listing says of all items, except of those of which something newer is known. */
    ListedItems<T> listed(Read read, List<T> listing, Function<T, String> key) {
        Map<String, Item<T>> after = new HashMap<>();
        listing.forEach(
                value -> after.put(key.apply(value), new Item<>(Reading.found(value), read.mark(), Instant.EPOCH)));
        items.forEach((name, item) -> {
            if (item.outlives(read, after.containsKey(name))) {
                after.put(name, item);
            }
        });
        return new ListedItems<>(Map.copyOf(after), true);
    }

    /** The keys of the items of which something else was known. */
    Set<String> differingFrom(ListedItems<T> before) {
        return Stream.concat(items.keySet().stream(), before.items().keySet().stream())
                .filter(key -> !get(key).equals(before.get(key)))
                .collect(Collectors.toSet());
    }

    private ListedItems<T> with(String key, Item<T> item) {
        Map<String, Item<T>> after = new HashMap<>(items);
        after.put(key, item);
        return new ListedItems<>(Map.copyOf(after), isListed);
    }
}
