package io.ecroperator.managed.recorded;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.KindFacts;
import io.ecroperator.managed.ListedThing;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.reference.Registries;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says what ECR holds of a thing: from the listing where that is enough, by a call where it is not. Remembers the creations that ECR
 * has not answered. Thread-safe.
 */
public final class RecordedObserver<
        R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem> {

    /** One thing, wherever it is. */
    private record Key(ConnectionSpec connection, String name) {}

    private final KindFacts<R, S> facts;
    private final RecordedCalls<T> calls;
    private final Clock clock;

    /** When creations were asked for that ECR has not answered; empty where it has, and the status does not say so yet. */
    private final Map<Key, Optional<Instant>> asked = new ConcurrentHashMap<>();

    /** For one kind; {@code clock} is the operator's. */
    public RecordedObserver(KindFacts<R, S> facts, RecordedCalls<T> calls, Clock clock) {
        this.facts = facts;
        this.calls = calls;
        this.clock = clock;
    }

    /** What ECR holds, kept up to date for this object from now on. */
    public Observation<Sighting<T>> observe(EcrConnection aws, R object, Look look) {
        if (look == Look.KNOWN) {
            return Seen.of(afterwards(aws, object), Look.KNOWN);
        }
        ListedThing<T> thing = thing(aws, object);
        return thing.observe(object.getMetadata().getUid(), look, closer -> {
            Sighting<T> seen = sighting(aws, object, thing.read(closer));
            Optional<Observation<Sighting<T>>> elsewhere = elsewhere(aws, object, seen);
            return elsewhere.isPresent() ? elsewhere.get() : Seen.of(seen, closer);
        });
    }

    /** The same after a call that reads it. */
    public Sighting<T> fresh(EcrConnection aws, R object) {
        return sighting(aws, object, thing(aws, object).fresh());
    }

    /**
     * Creates a thing by a call that throws {@code AwsException}: until ECR has answered nobody knows whose it is. Where ECR says
     * that it is there, it is somebody else's, unless this object has asked for it before.
     */
    public void creating(EcrConnection aws, String name, Runnable call) {
        Key key = new Key(aws.spec(), name);
        boolean before = asked.getOrDefault(key, Optional.empty()).isPresent();
        asked.put(key, Optional.of(now()));
        try {
            call.run();
        } catch (AwsException e) {
            if (!mayHaveCreated(e.failure(), before)) {
                asked.put(key, Optional.empty());
            }
            throw e;
        }
        answered(aws, name);
    }

    /** When a creation is asked for that is announced now. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Forgets what an object that goes has asked for: what came of it is not the next one's of that name. */
    public void forget(R object) {
        if (object.isMarkedForDeletion()) {
            asked.keySet().removeIf(key -> key.name().equals(name(object)));
        }
    }

    /** Takes note that nothing can come of a creation any more that nobody knows of. */
    public void answered(EcrConnection aws, String name) {
        asked.remove(new Key(aws.spec(), name));
    }

    /** Whether a creation that failed so may have been carried out, by this call or an earlier one. */
    static boolean isDoubtful(Kind failure) {
        return failure == Kind.TRANSIENT || failure == Kind.ALREADY_EXISTS;
    }

    private static boolean mayHaveCreated(AwsFailure failure, boolean askedBefore) {
        return isDoubtful(failure.kind())
                && (failure.kind() == Kind.TRANSIENT || failure.repeatedUnanswered() || askedBefore);
    }

    /** A thing that is there after a pass is this object's by its status from then on, or somebody else's. */
    private Sighting<T> afterwards(EcrConnection aws, R object) {
        Sighting<T> known = known(aws, object);
        if (known.thing() instanceof Reading.Found && known.askedAt().isPresent()) {
            answered(aws, name(object));
        }
        return known;
    }

    private Sighting<T> known(EcrConnection aws, R object) {
        return sighting(aws, object, calls.listing().apply(aws).get(name(object)));
    }

    private Sighting<T> sighting(EcrConnection aws, R object, Reading<T> thing) {
        Key key = new Key(aws.spec(), name(object));
        Optional<Instant> recorded = Recorded.in(object.getStatus()).askedAt();
        Optional<Instant> known = recorded.isPresent()
                ? asked.computeIfAbsent(key, any -> recorded) // by a process before this one
                : asked.getOrDefault(key, Optional.empty());
        if (recorded.isEmpty() && known.isEmpty()) {
            asked.remove(key);
        }
        return Sighting.of(aws, thing, known);
    }

    private ListedThing<T> thing(EcrConnection aws, R object) {
        String name = name(object);
        return new ListedThing<>(
                aws, calls.listing().apply(aws), name, () -> calls.describe().apply(aws, name));
    }

    private String name(R object) {
        return facts.nameInAws().apply(object);
    }

    /** A thing that is not here, since it is in another registry than the operator's own is now, is not made anew here. */
    private Optional<Observation<Sighting<T>>> elsewhere(EcrConnection aws, R object, Sighting<T> seen) {
        Recorded recorded = Recorded.in(object.getStatus());
        if (seen.thing() instanceof Reading.Found || recorded.registry().isEmpty()) {
            return Optional.empty();
        }
        return recorded.elsewhereThan(aws.id())
                .map(other -> Registries.mismatch(
                        recorded.place(facts.of(object)).orElseThrow(),
                        "the operator's own identity",
                        aws.id().orElseThrow()))
                .map(refused -> new Observation.Elsewhere<>(refused.reason(), refused.message()));
    }
}
