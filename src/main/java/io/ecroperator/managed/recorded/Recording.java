package io.ecroperator.managed.recorded;

import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.managed.Change;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a status has to record after a pass.
 *
 * @param thing of which it speaks from now on; empty if it goes on to speak of the one that it spoke of before
 * @param registry that this one is in; empty if nobody knows
 * @param owned true if it is the object's, else null
 * @param creationAskedAt when a creation was asked for that ECR has not answered; null if it has
 */
public record Recording<T extends RegistryItem>(
        Optional<T> thing, Optional<RegistryId> registry, Boolean owned, String creationAskedAt) {

    /**
     * After a pass.
     *
     * @param before what the status says
     * @param sighting what a pass has seen of the thing
     */
    public static <T extends RegistryItem, V> Recording<T> after(
            RecordedStatus before, Outcome<?, V, ?> outcome, Function<V, Sighting<T>> sighting) {
        if (!(outcome instanceof Observed<?, V, ?> observed)) {
            return same(before.creationAskedAt());
        }
        Sighting<T> seen = sighting.apply(observed.seen());
        Optional<T> thing = seen.thing().toOptional();
        if (thing.isEmpty()) {
            return same(unanswered(before, observed, seen));
        }
        boolean strange = !observed.observeOnly() && observed.plan().isBlocked();
        if (strange) {
            return same(null); // it is not what was asked for, so that it is not deleted as such
        }
        boolean owned = Recorded.in(before).is(seen)
                || observed.made().stream()
                        .map(Change.class::cast)
                        .anyMatch(each -> each.creates() || each.takesOver());
        String asked =
                observed.observeOnly() && !owned ? before.creationAskedAt() : null; // which may be judged later on
        return new Recording<>(thing, seen.registry(), owned ? Boolean.TRUE : null, asked);
    }

    private static <T extends RegistryItem> Recording<T> same(String creationAskedAt) {
        return new Recording<>(Optional.empty(), Optional.empty(), null, creationAskedAt);
    }

    private static String unanswered(RecordedStatus before, Observed<?, ?, ?> observed, Sighting<?> seen) {
        return observed.failed().stream()
                .filter(each -> each.change().creates())
                .findFirst()
                .map(each -> RecordedObserver.isDoubtful(each.failure().kind())
                        ? seen.askedAt().map(Instant::toString)
                        : Optional.<String>empty())
                .orElseGet(() -> Optional.ofNullable(before.creationAskedAt()))
                .orElse(null);
    }
}
