package io.ecroperator.tagged;

import io.ecroperator.aws.view.Reading;
import io.ecroperator.ownership.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a status remembers of the thing that its object has owned.
 *
 * @param incarnation empty if the object never owned one
 * @param managedTagKeys the tag keys that the object has set on that incarnation; if there is none, or it is gone and has to be
 *     created again, the keys in calls that AWS has not answered
 */
public record RecordedTags(Optional<Incarnation> incarnation, List<String> managedTagKeys) {

    /** Copies the keys. */
    public RecordedTags {
        managedTagKeys = List.copyOf(managedTagKeys);
    }

    /**
     * What fields of a status say, any of which may be null. Coordinates alone do not mean ownership, since Observe mode shows
     * them too; the ownership tag among the managed keys does.
     */
    public static RecordedTags of(String arn, String createdAt, List<String> managedTagKeys) {
        List<String> keys = Objects.requireNonNullElse(managedTagKeys, List.of());
        boolean owned = arn != null && keys.contains(Ownership.TAG_KEY);
        return new RecordedTags(owned ? Optional.of(new Incarnation(arn, createdAt)) : Optional.empty(), keys);
    }

    /** Whether it is the very one that the object has owned. */
    public boolean is(Incarnation found) {
        return incarnation.filter(found::equals).isPresent();
    }

    /** Whether the keys are those of calls that AWS has not answered, so that nothing is known to have them. */
    public boolean isUnanswered() {
        return incarnation.map(Incarnation::createdAt).isEmpty();
    }

    /**
     * The keys that the object has set, and so may remove. On another incarnation the same keys are somebody else's; one with our
     * ownership tag is what came of the call that was not answered.
     */
    List<String> managedTagKeysOf(Incarnation found, Reading<Map<String, String>> tags, TagWish wish) {
        boolean ours = is(found)
                || (isUnanswered() && tags.toOptional().filter(wish::isNamedIn).isPresent());
        return ours ? managedTagKeys : List.of();
    }
}
