package io.ecroperator.managed.recorded;

import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.reference.RecordedPlace;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a status records of the thing that is its object's.
 *
 * @param createdAt of the thing that the object has created or taken over; empty if it has none
 * @param registry where that one is
 * @param askedAt when the object asked for a creation that ECR has not answered
 */
public record Recorded(Optional<String> createdAt, Optional<RegistryId> registry, Optional<Instant> askedAt) {

    /** What the status, which may be null, records. */
    public static Recorded in(RecordedStatus status) {
        if (status == null) {
            return new Recorded(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean owned = Boolean.TRUE.equals(status.owned());
        boolean placed = owned && status.registryId() != null && status.region() != null;
        return new Recorded(
                Optional.ofNullable(status.createdAt()).filter(any -> owned),
                placed ? Optional.of(new RegistryId(status.registryId(), status.region())) : Optional.empty(),
                Optional.ofNullable(status.creationAskedAt()).flatMap(Recorded::instant));
    }

    /** Empty for what somebody else has written there: no pass and no deletion is to stumble over it. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException edited) {
            return Optional.empty();
        }
    }

    /**
     * Whether it is the very thing that the object has had: deleted and created again by others, or in another account or region,
     * it is another one.
     */
    public <T extends RegistryItem> boolean is(Sighting<T> seen) {
        boolean elsewhere = registry.isPresent()
                && seen.registry().isPresent()
                && !seen.registry().equals(registry);
        return !elsewhere
                && seen.thing()
                        .toOptional()
                        .map(thing -> thing.createdAt().toString())
                        .filter(created -> createdAt.filter(created::equals).isPresent())
                        .isPresent();
    }

    /** Where the thing is, which reads {@code pull through cache rule hub} in a sentence. */
    public Optional<RecordedPlace> place(String thing) {
        return registry.map(id -> new RecordedPlace(thing + " is in " + id.inWords(), id));
    }

    /** The other registry that the thing is in, if the connection is known to lead to another one. */
    Optional<RegistryId> elsewhereThan(Optional<RegistryId> here) {
        return registry.filter(id -> here.filter(each -> !each.equals(id)).isPresent());
    }
}
