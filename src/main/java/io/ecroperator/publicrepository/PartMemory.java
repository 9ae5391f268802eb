package io.ecroperator.publicrepository;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What was read of the parts of public repositories, by the objects that rely on them, and when each is to be read again: once
 * per period, spread over it, and sooner where AWS refuses. Thread-safe.
 */
final class PartMemory {

    /** What was refused is asked for again after this. */
    private static final Duration REFUSED_AGAIN = Duration.ofMinutes(10);

    /** By which part of it a period may be longer, so that what was read together is not read together again. */
    private static final double SPREAD = 0.2;

    private static final int STEPS = 1000;

    /** One repository in one of its lives, wherever it is. */
    private record Key(ConnectionSpec connection, PublicRepository repository) {}

    /**
     * What is known for one object.
     *
     * @param since when it came to be of interest
     */
    private record Known(
            Key key,
            ObservedPublicRepository seen,
            Instant since,
            Map<Part, Instant> readAt,
            Map<Part, AwsFailure> refused) {}

    private final Clock clock;
    private final Map<String, Known> byUid = new ConcurrentHashMap<>();

    PartMemory(Clock clock) {
        this.clock = clock;
    }

    /** What is known for an object of a repository that is there. */
    ObservedPublicRepository get(String uid, ConnectionSpec connection, PublicRepository repository) {
        return known(uid, new Key(connection, repository)).seen();
    }

    /** Takes what a read, or the answer to a write, says of a part. */
    void put(
            String uid,
            ConnectionSpec connection,
            PublicRepository repository,
            Part part,
            UnaryOperator<ObservedPublicRepository> change) {
        put(uid, new Key(connection, repository), part, change, Optional.empty());
    }

    /** Takes that AWS does not let a part be read. */
    void refused(String uid, ConnectionSpec connection, PublicRepository repository, Part part, AwsFailure failure) {
        put(uid, new Key(connection, repository), part, seen -> seen, Optional.of(failure));
    }

    private void put(
            String uid,
            Key key,
            Part part,
            UnaryOperator<ObservedPublicRepository> change,
            Optional<AwsFailure> refusal) {
        Known known = known(uid, key);
        Map<Part, Instant> readAt = new EnumMap<>(Part.class);
        readAt.putAll(known.readAt());
        readAt.put(part, clock.instant());
        Map<Part, AwsFailure> refused = new EnumMap<>(Part.class);
        refused.putAll(known.refused());
        refused.remove(part);
        refusal.ifPresent(failure -> refused.put(part, failure));
        byUid.put(uid, new Known(key, change.apply(known.seen()), known.since(), readAt, refused));
    }

    /** The refusals of these parts. */
    Map<Part, AwsFailure> refusals(String uid, Collection<Part> parts) {
        Map<Part, AwsFailure> found = new EnumMap<>(Part.class);
        Optional.ofNullable(byUid.get(uid)).ifPresent(known -> found.putAll(known.refused()));
        found.keySet().retainAll(parts);
        return found;
    }

    /** How long until a part is to be read again, not positive if it is time; {@code period} is that of deep reads. */
    Duration until(String uid, Part part, Duration period) {
        Known known = byUid.get(uid);
        if (known == null) {
            return Duration.ZERO;
        }
        double share = (double) Math.floorMod((uid + part).hashCode(), STEPS) / STEPS;
        Instant read = known.readAt().get(part);
        Instant due;
        if (known.refused().containsKey(part)) {
            due = read.plus(REFUSED_AGAIN.compareTo(period) < 0 ? REFUSED_AGAIN : period);
        } else if (read == null) {
            due = known.since().plus(times(period, share));
        } else {
            due = read.plus(times(period, 1 - SPREAD / 2 + SPREAD * share));
        }
        return Duration.between(clock.instant(), due);
    }

    /** Forgets what is known for an object. */
    void forget(String uid) {
        byUid.remove(uid);
    }

    private Known known(String uid, Key key) {
        return byUid.compute(
                uid,
                (any, before) -> before != null && before.key().equals(key)
                        ? before
                        : new Known(
                                key,
                                ObservedPublicRepository.of(Reading.found(key.repository())),
                                clock.instant(),
                                Map.of(),
                                Map.of()));
    }

    private static Duration times(Duration period, double factor) {
        return Duration.ofMillis((long) (period.toMillis() * factor));
    }
}
