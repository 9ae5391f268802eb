package io.ecroperator.tagged;

import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Observed;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.FailureReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which tag keys a status has to remember after a pass, so that they can be removed when they leave the spec.
 *
 * @param attempted the keys in calls of the pass that failed in a way that does not exclude that they were carried out
 * @param takenOver whether the ownership tag was set in the pass, so that the tags beside it were somebody else's
 */
public record ManagedTagKeys(TagWish wish, RecordedTags recorded, Set<String> attempted, boolean takenOver) {

    /** The CRD's limit: AWS's 50 tags, and as many that are to take their place. */
    private static final int MAX_KEYS = 100;

    /** Copies the keys. */
    public ManagedTagKeys {
        attempted = Set.copyOf(attempted);
    }

    /** After a pass; {@code keysOf} gives the keys of the tags that a change writes. */
    public static <D, V, C extends Change> ManagedTagKeys after(
            Observed<D, V, C> observed, TagWish wish, RecordedTags recorded, Function<C, Set<String>> keysOf) {
        Set<String> attempted = new TreeSet<>();
        observed.failed().stream()
                .filter(failed -> FailureReport.of(failed.failure()).trouble())
                .forEach(failed -> attempted.addAll(keysOf.apply(failed.change())));
        return new ManagedTagKeys(
                wish, recorded, attempted, observed.made().stream().anyMatch(Change::takesOver));
    }

    /**
     * The keys on a thing that the object may write to; null for none. Keys that were written stay until they are known to be
     * gone, so that a failed removal is made up for.
     */
    public List<String> ofExisting(Incarnation found, Reading<Map<String, String>> tags) {
        boolean tagged =
                recorded.is(found) || tags.toOptional().filter(wish::isNamedIn).isPresent();
        if (!tagged) {
            return list(unanswered());
        }
        Set<String> keys = new TreeSet<>();
        wish.tags().ifPresent(wanted -> {
            keys.addAll(wanted.keySet());
            recorded.managedTagKeysOf(found, tags, wish).stream()
                    .filter(key -> recorded.is(found) || !takenOver)
                    .filter(key ->
                            tags.toOptional().map(read -> read.containsKey(key)).orElse(true))
                    .forEach(keys::add);
        });
        return Stream.concat(Stream.of(Ownership.TAG_KEY), keys.stream().filter(key -> !Ownership.isOurs(key)))
                .limit(MAX_KEYS)
                .sorted()
                .toList();
    }

    /** The keys after a pass that has not, or not yet, created the thing; empty if nothing new is known of them. */
    public Optional<List<String>> ofMissing() {
        if (attempted.isEmpty()) {
            return Optional.empty();
        }
        Set<String> keys = unanswered();
        if (recorded.incarnation().isPresent()) {
            keys.add(Ownership.TAG_KEY);
        }
        return Optional.ofNullable(list(keys));
    }

    /** What may have been set without our knowing, in this pass or before. */
    private Set<String> unanswered() {
        Set<String> keys = new TreeSet<>(attempted);
        if (recorded.isUnanswered()) {
            keys.addAll(recorded.managedTagKeys());
        }
        keys.removeIf(Ownership::isOurs);
        return keys;
    }

    private static List<String> list(Set<String> keys) {
        return keys.isEmpty() ? null : keys.stream().limit(MAX_KEYS).toList();
    }
}
